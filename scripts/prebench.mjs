// Before `npm run bench`: all that `npm start` needs, and the native client that makes the load.
import './check-node.mjs';

const { prepare } = await import('./build/prepare.mjs');
const { installDebianPrograms } = await import('./debian/install.mjs');
await prepare(['dependencies', 'database client', 'programs', 'console']);
await installDebianPrograms(['wrk']);
