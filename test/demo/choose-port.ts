import { createServer } from 'node:net';
import { freePort } from '#app/db/embedded-database.server.ts';

/** The wanted port of the loopback address, or a free one when somebody has it. */
export async function choosePort(wanted: number): Promise<number> {
  return (await isFree(wanted)) ? wanted : freePort();
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
