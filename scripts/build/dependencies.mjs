import fs from 'node:fs';

/**
 * Whether node_modules holds what package-lock.json asks for: npm records what it has installed in
 * node_modules/.package-lock.json, as its last act.
 */
export function dependenciesAreCurrent() {
  const wanted = readPackages('package-lock.json');
  const installed = readPackages('node_modules/.package-lock.json');
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([where, entry]) => {
    if (where === '' || entry.link) return true;
    const present = installed[where];
    // Optional ones are for other platforms when npm left them out.
    if (!present) return Boolean(entry.optional || entry.devOptional || entry.peer);
    return present.version === entry.version && fs.existsSync(`${where}/package.json`);
  });
}

function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    return null;
  }
}
