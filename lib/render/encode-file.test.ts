import { describe, expect, it } from 'vitest';
import { encodeFile } from './encode-file';

const contents = 'é Ł “x” 😀 ế … \u0301';

describe('encodeFile', () => {
  it('writes UTF-8 and UTF-16 as they are', () => {
    expect(encodeFile({ contents, encoding: 'utf-8', contentType: 'text/plain' }).toString('utf8')).toBe(
      contents,
    );
    expect(encodeFile({ contents: 'aé', encoding: 'utf-16le', contentType: 'text/plain' })).toEqual(
      Buffer.from([0x61, 0, 0xe9, 0]),
    );
  });
  it('writes ISO 8859-1 with references in XML and the closest letters elsewhere', () => {
    const latin = (contentType: string) =>
      encodeFile({ contents, encoding: 'iso-8859-1', contentType }).toString('latin1');
    expect(latin('application/xml')).toBe('é &#321; &#8220;x&#8221; &#128512; &#7871; &#8230; &#769;');
    expect(latin('text/plain')).toBe('é L "x" ? e ... ');
  });
});
