import type { IdentifyRequest } from '../../identify/request';

const AGENTS = [
  '',
  'curl/8.4.0',
  'Wget/1.21.3',
  'python-requests/2.31.0',
  'Go-http-client/1.1',
  'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  'Mozilla/5.0 (compatible; Nmap Scripting Engine; https://nmap.org/book/nse.html)',
  'sqlmap/1.7',
  'masscan/1.3',
];
const PATHS = [
  '/',
  '/favicon.ico',
  '/robots.txt',
  '/.env',
  '/cgi-bin/luci',
  '/phpmyadmin/index.php',
  '/provisioning/',
  '/config.xml',
  '/cfg.xml',
  '/000000000000.cfg',
  '/a1b2c3d4e5f6.cfg',
];

/** What those ask who look for something to break, or look around: no phone, whatever rule is proposed. */
export const SCANNERS: readonly IdentifyRequest[] = [
  ...AGENTS.flatMap((agent) =>
    PATHS.map((path): IdentifyRequest => ({
      type: 'http',
      method: 'GET',
      path,
      headers: agent === '' ? {} : { 'User-Agent': agent },
    })),
  ),
  ...PATHS.map((path): IdentifyRequest => ({ type: 'tftp', path })),
  { type: 'dhcp', mac: '52:54:00:12:34:56', options: { '60': 'MSFT 5.0' } },
  { type: 'dhcp', mac: 'dc:a6:32:00:00:01', options: { '60': 'dhcpcd-9.4.1:Linux-6.1.21:aarch64:BCM2835' } },
  { type: 'dhcp', mac: '3c:5a:b4:00:00:01', options: { '60': 'android-dhcp-13' } },
  { type: 'dhcp', mac: '00:50:56:00:00:01', options: { '60': 'PXEClient:Arch:00007:UNDI:003016' } },
];
