import { expect, it } from 'vitest';
import { withoutPaths } from './without-paths';

it.each([
  [
    "ENOENT: no such file or directory, open '/var/lib/offhook/packages/x.zip'",
    "ENOENT: no such file or directory, open '…/x.zip'",
  ],
  ['put it into /srv/offhook/data/files/fw.rom, then try again', 'put it into …/fw.rom, then try again'],
  [
    "https://vendor.example/a/b.zip can't be downloaded",
    "https://vendor.example/a/b.zip can't be downloaded",
  ],
  [
    'packages/files/yealink-v86/fw.rom below the data folder',
    'packages/files/yealink-v86/fw.rom below the data folder',
  ],
  ['Asterisk at 192.0.2.1:5038 refused the account', 'Asterisk at 192.0.2.1:5038 refused the account'],
])('%j loses the folders of the server', (text, told) => {
  expect(withoutPaths(text)).toBe(told);
});
