import { expect, it } from 'vitest';
import { attachment } from './attachment';

it('is saved, not shown, whatever its name and contents', async () => {
  const page = Buffer.from('<script>alert(1)</script>');
  const response = attachment('logs/a"b\r\nSet-Cookie: x=1;é.html', page, 'application/octet-stream');
  expect(Object.fromEntries(response.headers)).toEqual({
    'content-type': 'application/octet-stream',
    'content-length': '25',
    'content-disposition': 'attachment; filename="a_b__Set-Cookie__x_1__.html"',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  });
  expect(await response.text()).toBe(page.toString());
  expect(attachment('', page, 'text/plain').headers.get('content-disposition')).toBe(
    'attachment; filename="file"',
  );
});
