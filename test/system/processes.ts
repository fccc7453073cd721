import fs from 'node:fs';

/** A running process and the command line it was started with. */
export interface RunningProcess {
  pid: number;
  command: string;
}

/** Every process below `root`, itself left out: children, their children, and so on. */
export function descendants(root: number): RunningProcess[] {
  const children = allProcesses().filter(({ parent }) => parent === root);
  return children.flatMap(({ pid, command }) => [{ pid, command }, ...descendants(pid)]);
}

/** Processes whose command line or working directory names the folder. */
export function processesOf(folder: string): RunningProcess[] {
  return allProcesses().filter(({ command, cwd }) => command.includes(folder) || cwd.startsWith(folder));
}

function allProcesses(): (RunningProcess & { parent: number; cwd: string })[] {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = fs.readFileSync(`/proc/${name}/stat`, 'utf8');
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        if (fields[0] === 'Z') return [];
        const command = fs.readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        return [
          { pid: Number(name), parent: Number(fields[1]), command, cwd: readLink(`/proc/${name}/cwd`) },
        ];
      } catch {
        return []; // it has ended since
      }
    });
}

function readLink(file: string): string {
  try {
    return fs.readlinkSync(file);
  } catch {
    return '';
  }
}
