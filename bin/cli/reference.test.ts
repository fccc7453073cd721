import fs from 'node:fs';
import { expect, it } from 'vitest';
import { createProgram } from '../commands/program';
import { commandReference } from './reference';

const PAGE = 'docs/command-line.md';

/** `npx vitest run --project unit bin/cli/reference -u` writes the page again. */
it('docs/command-line.md tells of every command as it is', async () => {
  await expect(commandReference(createProgram())).toMatchFileSnapshot(`../../${PAGE}`);
});

it('no command has an option that nobody explains', () => {
  for (const command of [
    ...createProgram().commands.flatMap((c) => (c.commands.length > 0 ? c.commands : [c])),
  ]) {
    expect(command.description(), command.name()).not.toBe('');
    for (const { flags, description } of command.options) expect(description, flags).not.toBe('');
  }
  expect(fs.readFileSync(PAGE, 'utf8')).toContain('## Exit status');
});
