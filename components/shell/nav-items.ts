import {
  BookOpen,
  Blocks,
  Braces,
  CircleHelp,
  Ear,
  FileText,
  KeyRound,
  LayoutDashboard,
  Network,
  Phone,
  ShieldCheck,
  PhoneCall,
  UserRound,
  Webhook,
  type LucideIcon,
} from 'lucide-react';

export type PageName =
  | 'overview'
  | 'devices'
  | 'unknown'
  | 'learn'
  | 'phones'
  | 'plugins'
  | 'templates'
  | 'dhcp'
  | 'telephony'
  | 'provisioningKeys'
  | 'webhooks'
  | 'api'
  | 'access'
  | 'account';

export interface NavItem {
  page: PageName;
  href: string;
  icon: LucideIcon;
  /** Second key after `g`. */
  key?: string;
}

export const NAV: { group: 'fleet' | 'setup'; items: NavItem[] }[] = [
  {
    group: 'fleet',
    items: [
      { page: 'overview', href: '/', icon: LayoutDashboard, key: 'o' },
      { page: 'devices', href: '/devices', icon: Phone, key: 'd' },
      { page: 'unknown', href: '/unknown', icon: CircleHelp, key: 'u' },
      { page: 'learn', href: '/learn', icon: Ear },
    ],
  },
  {
    group: 'setup',
    items: [
      { page: 'phones', href: '/phones', icon: BookOpen },
      { page: 'plugins', href: '/plugins', icon: Blocks, key: 'p' },
      { page: 'templates', href: '/templates', icon: FileText, key: 't' },
      { page: 'dhcp', href: '/dhcp', icon: Network },
      { page: 'telephony', href: '/telephony', icon: PhoneCall },
      { page: 'provisioningKeys', href: '/provisioning-keys', icon: KeyRound },
      { page: 'webhooks', href: '/webhooks', icon: Webhook },
      { page: 'api', href: '/api', icon: Braces },
      { page: 'access', href: '/access', icon: ShieldCheck },
      { page: 'account', href: '/account', icon: UserRound },
    ],
  },
];

export function isCurrent(item: NavItem, pathname: string): boolean {
  return item.href === '/'
    ? pathname === '/'
    : pathname === item.href || pathname.startsWith(`${item.href}/`);
}
