import type { Family } from './family';

/** A family as an installed package has it, of which one line counts. */
export interface PackagedLine {
  line: string;
  family: Family;
}

/**
 * The families in use: those of folders, without optional ones and lines that were taken away, with the lines of
 * installed packages. Where both have a line, the newer version counts, the package's when they are the same. Phones
 * are recognised by the rules of whichever is newer. A family that nothing changes is given back as the same object.
 */
export function composeFamilies(
  folders: readonly Family[],
  packages: readonly PackagedLine[],
  removed: ReadonlySet<string>,
): Family[] {
  const families = new Map<string, Family>();
  for (const family of folders) {
    const lines = family.optional ? [] : family.lines.filter(({ id }) => !removed.has(id));
    if (lines.length === 0) continue;
    families.set(family.id, lines.length === family.lines.length ? family : { ...family, lines });
  }
  for (const { line, family } of packages) {
    const added = add(families.get(family.id), line, family);
    if (added) families.set(family.id, added);
  }
  // Families of folders come first, so that what is installed takes no name from them.
  return [...families.values()];
}

function add(base: Family | undefined, id: string, packaged: Family): Family | null {
  const line = packaged.lines.find((one) => one.id === id);
  if (!line) return null;
  if (!base) return { ...packaged, lines: [line] };
  const own = base.lines.find((one) => one.id === id);
  const order = own ? compareVersions(line.version, own.version) : 1;
  if (order < 0) return base;
  const rules = order > 0 ? packaged : base;
  return {
    ...base,
    lines: own ? base.lines.map((one) => (one === own ? line : one)) : [...base.lines, line],
    preferredLine: { ...packaged.preferredLine, ...base.preferredLine },
    identify: rules.identify,
    dhcp: rules.dhcp,
    lineFolders: { ...base.lineFolders, [id]: packaged.folder },
  };
}

/** Part by part, numbers as numbers: 1.10 is newer than 1.9. */
export function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
