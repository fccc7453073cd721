import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { problems } from '../client/messages/en/problems';
import { bulkRow } from '../domain/bulk/bulk';
import { createWebhook } from '../domain/webhooks/webhook';
import { appError } from '../shared/errors';
import { checkInput } from './check-input';
import { failure } from './exchange';
import { withSentence } from './problem-sentences';

const CODE = /^[a-z][A-Za-z_]*$/;
/** Checks of the schema library that take a message last. */
const CHECKS = new Set(['min', 'max', 'length', 'regex', 'refine', 'int', 'positive', 'nonempty', 'check']);

/** Every code that a schema or use case gives a problem, with the files that do. */
function codesInSources(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const folder of ['lib/domain', 'lib/services', 'lib/web', 'components'])
    for (const name of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }))
      if (/(?<!\.test)\.tsx?$/.test(name)) {
        const file = path.join(folder, name);
        const source = ts.createSourceFile(
          file,
          fs.readFileSync(file, 'utf8'),
          ts.ScriptTarget.Latest,
          true,
          file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
        );
        visit(source, (code) => found.set(code, [...(found.get(code) ?? []), file]));
      }
  return found;
}

function visit(node: ts.Node, tell: (code: string) => void): void {
  const texts = (value: ts.Node | undefined): void => {
    if (!value) return;
    if (ts.isStringLiteralLike(value) && CODE.test(value.text)) tell(value.text);
    if (ts.isConditionalExpression(value)) [value.whenTrue, value.whenFalse].forEach(texts);
  };
  const named = node.getSourceFile().fileName.startsWith('lib/domain') ? /^(message|error)$/ : /^message$/;
  if (ts.isObjectLiteralExpression(node)) {
    for (const member of node.properties)
      if (ts.isPropertyAssignment(member) && named.test(member.name.getText())) texts(member.initializer);
  }
  if (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    CHECKS.has(node.expression.name.text)
  )
    texts(node.arguments.at(-1));
  ts.forEachChild(node, (child) => visit(child, tell));
}

describe('problems for programs', () => {
  it('have a sentence for every code that a schema or use case gives', () => {
    const codes = codesInSources();
    expect([...codes.keys()]).toEqual(
      expect.arrayContaining([
        'mac',
        'noDevice',
        'othersFailed',
        'notAllowed',
        'required',
        'webhookUrl',
        'taken',
      ]),
    );
    const without = [...codes].filter(([code]) => !Object.hasOwn(problems, code));
    expect(without).toEqual([]);
  });

  it('have sentences that are no codes themselves', () => {
    for (const sentence of Object.values(problems)) expect(sentence).toMatch(/^[A-Z*].* .*\.(tpl)?/);
  });

  it('keep the code and whatever else is known beside the sentence', () => {
    expect(withSentence({ path: 'mac', message: 'macTaken', id: 'd1' })).toEqual({
      path: 'mac',
      code: 'macTaken',
      message: 'There is a phone with this MAC address already.',
      id: 'd1',
    });
    const told = { path: 'x', message: 'Invalid input: expected string, received number' };
    expect(withSentence(told)).toEqual(told);
    expect(withSentence({ path: 'x', message: 'unheard' })).toEqual({
      path: 'x',
      code: 'unheard',
      message: 'This is not valid.',
    });
  });

  it('are sentences in what a refused request answers', async () => {
    const refused = checkInput('The body', createWebhook, () => ({ name: '', url: 'ftp://x', events: [] }));
    if (refused.ok) throw new Error('it was taken');
    expect(refused.error.message).toBe('name is not valid: This is required.');
    expect(await failure(refused.error).json()).toMatchObject({
      problems: [
        { path: 'name', code: 'required', message: 'This is required.' },
        { path: 'url', code: 'webhookUrl', message: expect.stringContaining('http://') },
        { path: 'events', code: 'required' },
      ],
    });
    const late = appError('conflict', 'There is one.', [{ path: 'slug', message: 'taken' }]);
    expect(await failure(late).json()).toMatchObject({
      problems: [{ path: 'slug', code: 'taken', message: 'Somebody has this already.' }],
    });
  });

  it('are sentences for rows of a bulk request', () => {
    const row = bulkRow.safeParse({ action: 'create', mac: 'nonsense' });
    const issue = row.error?.issues[0] ?? z.NEVER;
    expect(withSentence({ path: 'mac', message: issue.message })).toMatchObject({
      code: 'mac',
      message: expect.stringMatching(/12 hexadecimal digits/),
    });
  });
});
