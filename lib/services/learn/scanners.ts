import type { IdentifyRequest } from '../../identify/request';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
const AGENTS = [
  '',
  'curl/8.4.0',
  'Wget/1.21.3',
  'python-requests/2.31.0',
  'Go-http-client/1.1',
  FIREFOX,
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  'Mozilla/5.0 (compatible; Nmap Scripting Engine; https://nmap.org/book/nse.html)',
  'sqlmap/1.7',
  'masscan/1.3',
  'zgrab/0.x',
  'Nmap Scripting Engine',
  'sipvicious',
  'friendly-scanner',
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

/** What is looked for in folders of vendors, by programs that name themselves and by those that do not. */
const PATHS_IN_FOLDERS = [
  '/Aastra/.env',
  '/Aastra/wp-login.php',
  '/Aastra/favicon.ico',
  '/Digium/.env',
  '/Digium/wp-login.php',
  '/Fanvil/.git/config',
  '/Fanvil/robots.txt',
  '/Communicator/.env',
];
/** A phone's own words behind those of a tool. */
const BORROWED = [
  'sqlmap Mozilla/4.0 AVAYA/J179-4.0.0.1 (MAC:001122334455)',
  'Vesa VSP735 (scanner) anything',
];

const get = (path: string, agent: string): IdentifyRequest => ({
  type: 'http',
  method: 'GET',
  path,
  headers: agent === '' ? {} : { 'User-Agent': agent },
});

/** What those ask who look for something to break, or look around: no phone, whatever rule is proposed. */
export const SCANNERS: readonly IdentifyRequest[] = [
  ...AGENTS.flatMap((agent) => PATHS.map((path) => get(path, agent))),
  ...['', FIREFOX, 'zgrab'].flatMap((agent) => PATHS_IN_FOLDERS.map((path) => get(path, agent))),
  ...BORROWED.map((agent) => get('/', agent)),
  ...PATHS.map((path): IdentifyRequest => ({ type: 'tftp', path })),
  { type: 'dhcp', mac: '52:54:00:12:34:56', options: { '60': 'MSFT 5.0' } },
  { type: 'dhcp', mac: 'dc:a6:32:00:00:01', options: { '60': 'dhcpcd-9.4.1:Linux-6.1.21:aarch64:BCM2835' } },
  { type: 'dhcp', mac: '3c:5a:b4:00:00:01', options: { '60': 'android-dhcp-13' } },
  { type: 'dhcp', mac: '52:54:00:12:34:57', options: { '60': 'SN4500 server' } },
  { type: 'dhcp', mac: '00:50:56:00:00:01', options: { '60': 'PXEClient:Arch:00007:UNDI:003016' } },
];
