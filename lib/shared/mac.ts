declare const macBrand: unique symbol;
/** A MAC address in the normal form: six groups of two lower-case hex digits joined by `:`. */
export type Mac = string & { readonly [macBrand]: true };

const NORMAL = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/;
const GROUPED =
  /^([0-9a-f]{1,2})[:-]([0-9a-f]{1,2})[:-]([0-9a-f]{1,2})[:-]([0-9a-f]{1,2})[:-]([0-9a-f]{1,2})[:-]([0-9a-f]{1,2})$/i;
const BARE = /^[0-9a-f]{12}$/i;
const DOTTED = /^([0-9a-f]{4})\.([0-9a-f]{4})\.([0-9a-f]{4})$/i;

export function isNormalMac(text: string): text is Mac {
  return NORMAL.test(text);
}

/** Accepts colon or hyphen groups of one or two digits, twelve bare digits and Cisco's dotted form. */
export function parseMac(text: string): Mac | null {
  const grouped = GROUPED.exec(text);
  const digits = grouped
    ? grouped
        .slice(1)
        .map((g) => g.padStart(2, '0'))
        .join('')
    : BARE.test(text)
      ? text
      : (DOTTED.exec(text)?.slice(1).join('') ?? null);
  if (digits === null) return null;
  const normal = digits.toLowerCase().replace(/(..)(?=.)/g, '$1:');
  return isNormalMac(normal) ? normal : null;
}

/** The twelve digits of a MAC address in the normal form. */
export function macDigits(mac: string, letters: 'lower' | 'upper' = 'lower'): string {
  const digits = mac.replaceAll(':', '');
  return letters === 'upper' ? digits.toUpperCase() : digits;
}

const PREFIX =
  /^([0-9a-f]{1,2})[:-]([0-9a-f]{1,2})[:-]([0-9a-f]{1,2})$|^([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i;

/** The first three bytes of MAC addresses, as `00:15:65`: from colon or hyphen groups or six bare digits. */
export function parseOui(text: string): string | null {
  const groups = PREFIX.exec(text.trim())?.slice(1).filter(Boolean);
  return groups ? groups.map((group) => group.toLowerCase().padStart(2, '0')).join(':') : null;
}
