<?xml version="1.0" encoding="UTF-8"?>
{#- Firmware that a phone should run. Phones put their MAC address in the place of {mac}. -#}
{%- set files = server.url ~ '/firmware' %}
{%- set image = 'snom' ~ model.name ~ '-' ~ plugin.firmware ~ '-' ~ vars.firmware_suffix %}
<firmware-settings>
{%- if vars.dect %}
{#- Base station and handsets are told a version and a branch, `07.40.0104` is 740 and 104; each finds its file itself. #}
{%- set release = plugin.firmware.split('.') %}
{%- set version = (release[0] ~ release[1]) | int %}
{%- set branch = release[2] | int %}
  <firmware perm="">{{ server.url }}</firmware>
  <fp_fwu_sw_version>{{ version }}</fp_fwu_sw_version>
  <fp_fwu_branch_version>{{ branch }}</fp_fwu_branch_version>
{%- for handset in vars.handsets %}
  <pp_fwu_sw_version type="{{ handset }}">{{ version }}</pp_fwu_sw_version>
  <pp_fwu_branch_version type="{{ handset }}">{{ branch }}</pp_fwu_branch_version>
{%- endfor %}
{%- elif not vars.firmware_image %}
{#- No image is known. #}
{%- elif vars.expansion_release %}
{%- if vars.firmware_ramdisk %}
  <firmware>{{ files }}/snom{{ model.name }}-ramdisk-chained-update-r.bin?mac={mac}&amp;chained_url={{ files }}/{{ image }}%3Fmac%3D{mac}</firmware>
{%- else %}
  <firmware>{{ files }}/{{ image }}?mac={mac}</firmware>
{%- endif %}
{%- if vars.expansion_module %}
  <firmware_uxm>{{ files }}/snom{{ vars.expansion_module }}-{{ vars.expansion_release }}-r.bin?mac={mac}</firmware_uxm>
{%- endif %}
{%- else %}
{#- For lines before 10.1.184 nobody has named a file for the chained update or for the expansion modules: the place
    holders stay as phones of these lines have always been given them. #}
  <firmware>{{ files }}/{{ image }}?mac={mac}&amp;chained_url={{ files }}/#CHAINED_FILENAME#%3Fmac%3D{mac}</firmware>
  <firmware_uxm>{{ files }}/#UXMC_FILENAME#?mac={mac}</firmware_uxm>
{%- endif %}
</firmware-settings>
