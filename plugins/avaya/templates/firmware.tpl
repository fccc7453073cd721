[FW]
DOWNLOAD_MODE FORCED
VERSION {{ vars.release }}
FILENAME firmware/{{ vars.image }}
