import fs from 'node:fs';

/** A user that PostgreSQL runs as in our place: it refuses to run as root. */
export interface Identity {
  uid: number;
  gid: number;
}

const CANDIDATES = ['postgres', 'nobody'];

/**
 * Who the database runs as: null for an ordinary user (it runs as that user). As root: the owner of an existing
 * cluster, else `postgres` or `nobody`.
 */
export function databaseIdentity(clusterDir: string): Identity | null {
  if (process.getuid?.() !== 0) return null;
  const owner = fs.statSync(clusterDir, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0 && fs.existsSync(`${clusterDir}/PG_VERSION`)) {
    return { uid: owner.uid, gid: owner.gid };
  }
  const accounts = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of CANDIDATES) {
    const account = accounts.find((fields) => fields[0] === name);
    if (account) return { uid: Number(account[2]), gid: Number(account[3]) };
  }
  throw new Error('no user "postgres" or "nobody" in /etc/passwd to run the database as');
}
