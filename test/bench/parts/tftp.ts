import { settle, startRole, type Bench } from '../bench';
import type { RunningPhones } from '../installation';
import { tftpOutcome, type TftpOutcome } from '../load/tftp-load';
import { tftpPhones } from '../phones';
import { rounded } from '../statistics';

/** What counts as a file of 2.4 KB: five blocks of 512 bytes. */
const BLOCKS = 5;

/** (d): transfers that are begun, identified and finished, 8 clients in one process of their own. */
export async function measureTftp(bench: Bench, phones: RunningPhones): Promise<number> {
  bench.tell('TFTP transfers, 8 clients');
  await settle(bench, phones);
  const load = await startRole(bench, 'fetch-tftp');
  const clients = tftpPhones().map((list) => list.map(({ ip, file }) => ({ ip, file })));
  const fetch = (seconds: number): Promise<TftpOutcome> =>
    load.ask({ type: 'start', port: phones.tftpPort, seconds, clients }, tftpOutcome, (seconds + 30) * 1000);
  await fetch(bench.plan.warmUp);
  const outcome = await fetch(bench.plan.tftp);
  await load.stop();
  if (outcome.failed > 0) throw new Error(`${outcome.failed} TFTP transfers failed.`);
  const strange = outcome.lengths.filter((length) => Math.floor(length / 512) + 1 !== BLOCKS);
  if (strange.length > 0) throw new Error(`TFTP files of ${strange.join(', ')} bytes: not ${BLOCKS} blocks.`);
  bench.note('TFTP: bytes of a file', Math.max(...outcome.lengths));
  bench.note('TFTP: repeated packets', outcome.repeated);
  return rounded(outcome.transfers / outcome.seconds, 0);
}
