import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll } from 'vitest';
import type { LaunchCheckName, LaunchFinding } from '#app/domain/launch-check.ts';
import { openDoors } from '#app/doors/open-doors.server.ts';
import { ensurePixel } from '#app/flow/capture/ensure-pixel.server.ts';
import { checkLaunch } from '#app/flow/launch/check-launch.server.ts';
import { TEST_APP } from '#test/database/fresh-database.ts';
import {
  localShopify,
  type OpenShop,
  openShop,
  startAndProvision,
  world,
} from '#test/flow/collaborations/open-shop.ts';
import type { Shop } from '#test/standin/state/world.ts';

let server: Server | undefined;
let appUrl = '';

/** The app's doors on a port of their own, and a local Shopify whose app proxy leads there. Once, at the top level. */
export function localApp(): void {
  localShopify();
  beforeAll(async () => {
    const doors = openDoors();
    server = createServer((request, response) => {
      if (!doors(request, response)) response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no TCP address');
    appUrl = `http://127.0.0.1:${address.port}`;
    world().app.appUrl = appUrl;
    world().app.apiSecret = TEST_APP.SHOPIFY_API_SECRET;
  });
  afterAll(() => server?.close());
}

export type Launched = OpenShop & { id: string };

/** A shop with everything on, and a collaboration in it that is ready to be launched. */
export async function readyToLaunch(options: Partial<Shop> = {}): Promise<Launched> {
  const open = await openShop({
    theme: { visitEmbed: true, landingBlocks: true },
    ...options,
  });
  await ensurePixel(open.shopId);
  return { ...open, id: await startAndProvision(open.shopId, 'Jane Doe') };
}

/** Runs the check; results by name. */
export async function checkOf({ shopId, id }: Launched) {
  const { passed, results } = await checkLaunch(shopId, id, { appUrl });
  const byName: Partial<Record<LaunchCheckName, LaunchFinding>> = Object.fromEntries(
    results.map(({ check, ...rest }) => [check, rest]),
  );
  return { passed, ...byName };
}
