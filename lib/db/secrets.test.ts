import { expect, it } from 'vitest';
import { parseJsonText, plainObject } from '../shared/json-text';
import { generateKeyFile, Keyring } from '../shared/keyring';
import { openDocument, openPlainDocument, sealDocument } from './secrets';

const keyring = new Keyring(generateKeyFile());

const DOCUMENTS = [
  '{}',
  '{"id":"d1","raw_config":{"sip_lines":{"2":{"password":"ü\\"x"},"1":{"password":null,"number":"1001"}}}}',
  '{"admin_password":["a",{"b":1.50}],"X_password":{"nested":{"pin":4}},"X_pin2":12345678901234567890}',
  '{"list":[{"token":"t","plain":"enc:1:looks-sealed"},[{"secret":true}],null,-0,1e3]}',
  '{"__proto__":{"password":"p"},"constructor":{"psk":"q"}}',
];

it.each(DOCUMENTS)('gives the plain value of the opened document: %s', (text) => {
  const parsed = parseJsonText(text);
  if (!parsed.ok || parsed.value.kind !== 'object') throw new Error('no object');
  const { body } = sealDocument(keyring, 'config', 'c1', parsed.value);
  const opened = openPlainDocument(keyring, 'config', 'c1', body);
  expect(opened).toEqual(plainObject(openDocument(keyring, 'config', 'c1', body)));
  expect(opened).toEqual(plainObject(parsed.value));
});

it('refuses what was sealed for another document', () => {
  const parsed = parseJsonText('{"password":"p"}');
  if (!parsed.ok || parsed.value.kind !== 'object') throw new Error('no object');
  const { body } = sealDocument(keyring, 'config', 'c1', parsed.value);
  expect(() => openPlainDocument(keyring, 'config', 'c2', body)).toThrow('config c2');
});
