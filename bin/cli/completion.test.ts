import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../commands/program';
import { bashCompletion, fishCompletion, zshCompletion } from './completion';

const program = createProgram();
const has = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0;

/** What bash offers after these words, the last one unfinished. */
function bash(...words: string[]): string[] {
  const script = `${bashCompletion(program)}
    COMP_WORDS=(offhook ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}
    _offhook; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').filter(Boolean);
}

describe('completion', () => {
  it('in bash offers commands and options of the place, past options and their values', () => {
    expect(bash('dev')).toEqual(['devices']);
    expect(bash('devices', '')).toEqual(expect.arrayContaining(['list', 'synchronize']));
    expect(bash('devices', '')).not.toContain('configs');
    expect(bash('devices', 'list', '--sel')).toEqual(['--selector']);
    expect(bash('devices', 'list', '--plugin', 'list', '--mac', 'x', '--de')).toEqual(['--descending']);
    expect(bash('configs', 'get', 'devices', '--r')).toEqual(['--raw']);
  });

  it.runIf(has('zsh'))('in zsh is a script that zsh reads', () => {
    const run = spawnSync('zsh', ['-n'], { input: zshCompletion(program), encoding: 'utf8' });
    expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: '' });
  });

  it.runIf(has('fish'))('in fish offers what belongs to the place', () => {
    const script = `${fishCompletion(program)}\ncomplete -C 'offhook devices sy'`;
    const run = spawnSync('fish', ['-c', script], { encoding: 'utf8' });
    expect(run.stdout).toMatch(/^synchronize\t/);
  });

  it('names every command in every shell', () => {
    for (const write of [bashCompletion, zshCompletion, fishCompletion]) {
      const text = write(program);
      for (const { commands } of [program, ...program.commands])
        for (const command of commands) expect(text).toContain(command.name());
    }
  });
});
