import type { Command } from 'commander';

/** A place in the tree of commands, and what may follow there. */
interface Place {
  /** Words of commands so far, e.g. `devices list`; empty: the program itself. */
  path: string;
  commands: { name: string; description: string }[];
  options: { name: string; description: string; takesValue: boolean }[];
}

function places(command: Command, path = ''): Place[] {
  const below = command.commands;
  const here: Place = {
    path,
    commands: below.map((child) => ({ name: child.name(), description: child.description() })),
    options: command.options.flatMap(({ long, description, required, optional }) =>
      long ? [{ name: long, description, takesValue: required || optional }] : [],
    ),
  };
  return [here, ...below.flatMap((child) => places(child, `${path} ${child.name()}`.trim()))];
}

/** Shells read single-quoted texts as they are. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

const words = ({ commands, options }: Place): string =>
  [...commands, ...options, { name: '--help' }].map(({ name }) => name).join(' ');

/** The walk along the words so far, the same in bash and zsh: options with values eat the next word. */
function walk(program: Command): string {
  const all = places(program);
  const paths = all.filter(({ path }) => path !== '').map(({ path }) => quoted(path));
  const valued = new Set(
    all.flatMap(({ options }) => options.filter((o) => o.takesValue).map((o) => o.name)),
  );
  return [
    '    case "$word" in',
    `      ${[...valued].sort().join('|')}) skip=1; continue ;;`,
    '      -*) continue ;;',
    '    esac',
    '    case "${place:+$place }$word" in',
    `      ${paths.join('|')}) place="\${place:+$place }$word" ;;`,
    '    esac',
  ].join('\n');
}

export function bashCompletion(program: Command): string {
  const cases = places(program).map((place) => `    ${quoted(place.path)}) words=${quoted(words(place))} ;;`);
  return `# offhook completion bash > /etc/bash_completion.d/offhook
_offhook() {
  local current="\${COMP_WORDS[COMP_CWORD]}" place='' skip='' words='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [ -n "$skip" ]; then skip=''; continue; fi
${walk(program)}
  done
  COMPREPLY=()
  if [ -n "$skip" ]; then COMPREPLY=($(compgen -f -- "$current")); return; fi
  case "$place" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _offhook offhook
`;
}

export function zshCompletion(program: Command): string {
  const described = ({ commands, options }: Place): string =>
    [...commands, ...options]
      .map(({ name, description }) => quoted(`${name.replaceAll(':', '\\:')}:${description}`))
      .join(' ');
  const cases = places(program).map((place) => `    ${quoted(place.path)}) found=(${described(place)}) ;;`);
  return `#compdef offhook
# offhook completion zsh > "\${fpath[1]}/_offhook"
_offhook() {
  local place='' skip='' word
  local -a found
  for word in "\${(@)words[2,CURRENT-1]}"; do
    if [[ -n "$skip" ]]; then skip=''; continue; fi
${walk(program)}
  done
  if [[ -n "$skip" ]]; then _files; return; fi
  case "$place" in
${cases.join('\n')}
  esac
  _describe 'offhook' found || _files
}
if [ "$funcstack[1]" = "_offhook" ]; then _offhook "$@"; else compdef _offhook offhook; fi
`;
}

export function fishCompletion(program: Command): string {
  const all = places(program);
  const lines = all.flatMap(({ path, commands, options }) => {
    const here = `-n ${quoted(`__offhook_at ${quoted(path)}`)}`;
    return [
      ...commands.map(
        ({ name, description }) =>
          `complete -c offhook -f ${here} -a ${quoted(name)} -d ${quoted(description)}`,
      ),
      ...options.map(
        ({ name, description, takesValue }) =>
          `complete -c offhook ${here} -l ${name.slice(2)}${takesValue ? ' -r' : ''} -d ${quoted(description)}`,
      ),
    ];
  });
  const paths = all.filter(({ path }) => path !== '').map(({ path }) => quoted(path));
  return `# offhook completion fish > ~/.config/fish/completions/offhook.fish
function __offhook_at
  set -l place ''
  for word in (commandline -opc)[2..]
    string match -q -- '-*' $word; and continue
    set -l next (string trim -- "$place $word")
    contains -- $next ${paths.join(' ')}; and set place $next
  end
  test "$place" = "$argv[1]"
end
${lines.join('\n')}
`;
}
