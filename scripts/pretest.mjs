// Before `npm test`: all that `npm start` needs, and the Debian programs that tests run.
import './check-node.mjs';

const { prepare } = await import('./build/prepare.mjs');
const { installDebianPrograms } = await import('./debian/install.mjs');
await prepare(['dependencies', 'database client', 'programs', 'console']);
await installDebianPrograms();
