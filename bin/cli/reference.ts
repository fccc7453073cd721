import type { Command } from 'commander';
import { EXIT, EXIT_MEANINGS } from './exit-codes';

const INTRODUCTION = `# The command line

\`npm run -s offhook -- COMMAND\` runs a command; where this page writes \`offhook\`, an alias or a small script does the same.
\`offhook COMMAND --help\` tells what a command takes.

## Commands that speak to a server

Most commands use the REST API of a running Offhook, here or elsewhere. They take \`--address\`, \`--token-file\`, \`--tenant\`
and \`--api-config\`; what these don't say comes from the environment (\`OFFHOOK_API_URL\`, \`OFFHOOK_API_TOKEN\`,
\`OFFHOOK_API_TENANT\`, \`OFFHOOK_API_CONFIG\`), then from \`~/.config/offhook/config.json\`, which only its owner may read:

\`\`\`json
{ "address": "https://offhook.example.com", "token": "oh_…" }
\`\`\`

Make the token in the console under _Access_, or with \`offhook tokens create\`. A token is never an argument: those are
visible to every user of the machine.

\`--json\` prints JSON for programs on standard output, an error included (\`{"error": {"code", "message"}}\`). Without it
there is a table or a line for people. What went wrong is one line on standard error. Long work shows a bar on standard
error when that is a terminal.

The other commands work on the installation itself: its database, its keys, its plugins. They read the same environment
as the server.

## Exit status
`;

const COMPLETION = `## Completion

\`\`\`sh
offhook completion bash > /etc/bash_completion.d/offhook
offhook completion zsh > "\${fpath[1]}/_offhook"
offhook completion fish > ~/.config/fish/completions/offhook.fish
\`\`\`
`;

/** Options that every command on the API has are told once, at the top. */
const SHARED = new Set(['--address', '--token-file', '--tenant', '--api-config', '--json']);

/** The page of all commands, in Markdown. */
export function commandReference(program: Command): string {
  const statuses = Object.entries(EXIT_MEANINGS).map(([name, meaning]) => {
    const code = Object.entries(EXIT).find(([key]) => key === name)?.[1];
    return `| ${code} | ${meaning} |`;
  });
  const commands = [...program.commands].sort((a, b) => (a.name() < b.name() ? -1 : 1));
  return [
    INTRODUCTION,
    '| status | meaning |\n| --- | --- |',
    ...statuses,
    '',
    COMPLETION,
    '## Commands',
    ...commands.flatMap((command) => section(command)),
    '',
  ].join('\n');
}

function section(command: Command): string[] {
  if (command.commands.length === 0) return ['', `### ${command.name()}`, ...entry(command, '')];
  return [
    '',
    `### ${command.name()}`,
    '',
    `${sentence(command.description())}`,
    ...command.commands.flatMap((child) => entry(child, `${command.name()} `)),
  ];
}

function entry(command: Command, prefix: string): string[] {
  const args = command.registeredArguments.map((argument) => {
    const name = argument.variadic ? `${argument.name()}...` : argument.name();
    return argument.required ? ` <${name}>` : ` [${name}]`;
  });
  const onApi = command.options.some(({ long }) => long === '--api-config');
  const json = !onApi && command.options.some(({ long }) => long === '--json');
  const options = command.options.filter(
    ({ long }) => !SHARED.has(long ?? '') || (json && long === '--json'),
  );
  return [
    '',
    `**\`offhook ${prefix}${command.name()}${args.join('')}\`**${onApi ? ' (API)' : ''}: ${cell(command.description())}`,
    ...(options.length > 0 ? ['', '| option | |', '| --- | --- |'] : []),
    ...options.map(
      ({ flags, description }) => `| \`${flags.replaceAll('|', '\\|')}\` | ${cell(description)} |`,
    ),
  ];
}

function sentence(text: string): string {
  const whole = cell(text);
  return `${whole.slice(0, 1).toUpperCase()}${whole.slice(1)}${/[.!]$/.test(whole) ? '' : '.'}`;
}

/** As Markdown reads it: neither a column nor a tag begins in it. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
