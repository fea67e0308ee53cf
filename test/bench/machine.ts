import os from 'node:os';
import pg from 'pg';

/** Where it was measured. `load`: runnable processes over the last minute before the start; above 0.5 others were busy. */
export type Machine = {
  cpus: number;
  model: string;
  memoryGb: number;
  os: string;
  node: string;
  postgres: string;
  load: number;
};

/** Describes this machine and the PostgreSQL at `serverUrl`. */
export async function describeMachine(serverUrl: string): Promise<Machine> {
  const cpus = os.cpus();
  return {
    cpus: cpus.length,
    model: cpus[0]?.model.trim() ?? 'unknown',
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    os: `${os.type()} ${os.release()} ${os.arch()}`,
    node: process.versions.node,
    postgres: await serverVersion(serverUrl),
    load: Number((os.loadavg()[0] ?? 0).toFixed(2)),
  };
}

async function serverVersion(serverUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    return rows[0]?.server_version ?? 'unknown';
  } finally {
    await client.end();
  }
}
