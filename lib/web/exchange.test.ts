import { expect, it } from 'vitest';
import { appError } from '../shared/errors';
import { readText } from './exchange';

const sent = (bytes: Uint8Array<ArrayBuffer>): Request =>
  new Request('http://127.0.0.1/api/bulk', { method: 'POST', body: bytes });
const refuse = (line: number) => appError('invalid', `line ${line}`);

it('refuses a body that is not in UTF-8 where that is asked for', async () => {
  const latin = new Uint8Array(Buffer.from('mac\ncafé\n', 'latin1'));
  expect(await readText(sent(latin), 100, refuse)).toMatchObject({ ok: false, error: { message: 'line 2' } });
  expect(await readText(sent(latin), 100)).toEqual({ ok: true, value: 'mac\ncaf\ufffd\n' });
  const unicode = new Uint8Array(Buffer.from('\ufeffmac\ncafé\n'));
  expect(await readText(sent(unicode), 100, refuse)).toEqual({ ok: true, value: 'mac\ncafé\n' });
});
