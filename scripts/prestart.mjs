// Before `npm start`: installs and builds what is missing or stale. Node's own modules only, and syntax that an old
// Node can read, so that it can say that it is too old.
import './check-node.mjs';

const { prepare } = await import('./build/prepare.mjs');
const only = process.argv.slice(2);
await prepare(only.length > 0 ? only : ['dependencies', 'database client', 'programs', 'console']);
