const TYPES: Readonly<Record<string, string>> = {
  xml: 'application/xml',
  json: 'application/json',
  cfg: 'text/plain; charset=utf-8',
  conf: 'text/plain; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  inf: 'text/plain; charset=utf-8',
  ini: 'text/plain; charset=utf-8',
  htm: 'text/html; charset=utf-8',
  html: 'text/html; charset=utf-8',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  bmp: 'image/bmp',
  svg: 'image/svg+xml',
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
};

/** By extension; what is not known, and what is packed (firmware), goes out as the bytes that it is. */
export function contentTypeOfName(name: string): string {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return (Object.hasOwn(TYPES, extension) ? TYPES[extension] : undefined) ?? 'application/octet-stream';
}
