import path from 'node:path';
import { freePort } from '#app/db/embedded-database.server.ts';
import { readAppRegistration } from '#test/standin/app-registration.ts';
import { type Standin, startStandin } from '#test/standin/server.ts';
import { createWorld } from '#test/standin/state/create-world.ts';
import type { AppRegistration, World } from '#test/standin/state/world.ts';
import { type AppProcess, startAppProcess } from './app-process.ts';

const API_SECRET = 'local-client-secret';

export type House = {
  world: World;
  standin: Standin;
  appUrl: string;
  databaseUrl: string;
  /** Environment of the app, for further processes (a worker, a second web process). */
  env: Record<string, string>;
  app(): AppProcess;
  /** Stops the app if it runs, and starts it anew on the same address. */
  restartApp(env?: Record<string, string>): Promise<void>;
  stop(): Promise<void>;
};

/**
 * The whole house on one database: the local Shopify in this process, the app's production build in another.
 * They reach each other over HTTP only.
 */
export async function startHouse(options: {
  databaseUrl: string;
  appPort?: number;
  standinPort?: number;
  env?: Record<string, string>;
  /** The app's clock can be moved, by `house.app().setClockAhead`. */
  hasMovableClock?: boolean;
  /** Where the world comes from when not from nothing. */
  openWorld?: (app: AppRegistration) => World;
}): Promise<House> {
  const appPort = options.appPort ?? (await freePort());
  const appUrl = `http://localhost:${appPort}`;
  const app = readAppRegistration({
    tomlPath: path.resolve(import.meta.dirname, '../../shopify.app.toml'),
    apiSecret: API_SECRET,
    appUrl,
  });
  const world = options.openWorld?.(app) ?? createWorld({ app });
  const standin = await startStandin({ world, port: options.standinPort ?? 0 });
  const env = {
    NODE_ENV: 'production',
    SHOPIFY_API_KEY: app.apiKey,
    SHOPIFY_API_SECRET: API_SECRET,
    SHOPIFY_APP_URL: appUrl,
    DATABASE_URL: options.databaseUrl,
    BIND_ADDRESS: '127.0.0.1',
    PORT: String(appPort),
    WORKER: 'inline',
    LOG_LEVEL: 'warn',
    STANDIN_URL: standin.url,
    APP_BRIDGE_URL: `${standin.url}/app-bridge.js`,
    EXTRA_FRAME_ANCESTORS: standin.url,
    ...options.env,
  };
  const clock = { hasMovableClock: options.hasMovableClock ?? false };
  let running = await startAppProcess('app/server.ts', env, clock);
  return {
    world,
    standin,
    appUrl,
    databaseUrl: options.databaseUrl,
    env,
    app: () => running,
    restartApp: async (more = {}) => {
      await running.stop();
      running = await startAppProcess('app/server.ts', { ...env, ...more }, clock);
    },
    stop: async () => {
      await running.stop();
      await standin.close();
    },
  };
}
