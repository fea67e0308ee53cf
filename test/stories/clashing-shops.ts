import { beforeAll } from 'vitest';
import type { CollaborationView } from '#app/views/collaboration-view.server.ts';
import type { SettingsView } from '#app/views/settings-view.server.ts';
import { sendCompliance } from '#test/standin/control/shop-actions.ts';
import { createWorld } from '#test/standin/state/create-world.ts';
import type { Order } from '#test/standin/state/world.ts';
import { deliver } from './deliver.ts';
import { eventually } from './eventually.ts';
import { type OpenHouse, openHouse } from './open-house.ts';
import { decimal, type ShopStory } from './shop-story.ts';

const FIRST_ID = 9_107_199_300_000_000n;
const ALFA = 'ALFASECRET';
export const BETA = 'BETASECRET';
/** The same delivery id in both shops. */
export const PARKED = '6f1f9f6e-0000-4000-8000-00000000cafe';

export type Furnished = {
  story: ShopStory;
  collaboration: CollaborationView;
  influencer: string;
  campaign: string;
  cost: string;
  order: Order;
  privacy: string;
};

/** Two shops that share everything but what they hold. The second is the one that is spied on. */
export type ClashingShops = {
  open: OpenHouse;
  alfa: Furnished;
  beta: Furnished;
  /** An order of which the first shop has not even the number. */
  onlyBeta: Order;
};

/** The world's last id: set back, so that the second shop gets the ids that the first has. */
type Ids = { last: bigint };

/** Opens the house with both shops in it. Call it once, at the top level. */
export function clashingShops(): ClashingShops {
  const ids: Ids = { last: FIRST_ID };
  const open = openHouse({
    openWorld: (app) => ({
      ...createWorld({ app }),
      nextId: () => {
        ids.last += 1n;
        return ids.last;
      },
    }),
  });
  const shops = { open } as ClashingShops;
  beforeAll(async () => {
    shops.alfa = await furnish(open, ids, 'alfa', ALFA, 3);
    shops.beta = await furnish(open, ids, 'beta', BETA, 7);
    const { story } = shops.beta;
    shops.onlyBeta = story.sell({ codes: ['JANE15'], email: 'only@beta.example' });
    await story.settled();
    await eventually(
      () => open.stored(`select shop_id from backfill where state not in ('done', 'failed')`),
      (running) => running.length === 0,
      { what: 'the look at older orders' },
    );
  });
  return shops;
}

/** The same shop to the letter, but for its secret and its amounts. */
async function furnish(
  open: OpenHouse,
  ids: Ids,
  handle: string,
  secret: string,
  variant: number,
): Promise<Furnished> {
  ids.last = FIRST_ID;
  const number = handle === 'alfa' ? 1n : 2n;
  const story = await open.openShop({ handle, id: number, name: 'Glowy' });
  const { work, world, shop } = story;
  const email = `${secret.toLowerCase()}@example.com`;
  const { id } = await work.startOne({
    influencer: { name: 'Jane Doe', email, notes: secret, niche: secret },
    campaign: { name: 'Spring' },
    start: { welcomeText: secret },
  });
  const cost = await work.addCost(id, { amount: `${variant}.50`, note: secret });
  ids.last = FIRST_ID + 1_000_000n;
  const lines = [{ variantId: story.variant(variant).id, quantity: 1 }];
  const order = story.sell({
    codes: ['JANE15'],
    email,
    lines,
    attributes: [{ name: 'note', value: secret }],
  });
  await deliver(story, { webhookId: PARKED, body: `{"id": "${secret}"` });
  await story.settled();
  sendCompliance(world, shop, 'customers/data_request', email);
  await story.settled();
  const collaboration = await work.collaboration(id);
  const { privacyRequests } = await work.read<SettingsView>('/app/settings');
  return {
    story,
    collaboration,
    influencer: collaboration.influencer.id,
    campaign: collaboration.campaign.id,
    cost,
    order,
    privacy: privacyRequests[0]?.id ?? '',
  };
}

/** What the first shop asked for itself may come back in its own address; nothing else of the second may. */
export const leaksOf = (shops: ClashingShops) => (text: string, address: string) =>
  [
    BETA,
    BETA.toLowerCase(),
    'only@beta.example',
    'beta.myshopify.com',
    shops.onlyBeta.name,
    decimal(shops.beta.story.truth(shops.beta.order)),
    shops.beta.influencer,
    shops.beta.campaign,
    shops.beta.collaboration.id,
    shops.beta.cost,
    shops.beta.privacy,
    shops.beta.collaboration.links.tagged?.match(/trb=(\w+)/)?.[1] ?? BETA,
  ].filter((secret) => text.includes(secret) && !decodeURIComponent(address).includes(secret));

/** What the app looks up by itself, by the clock. */
const BY_THE_CLOCK = "'reconciliation_run'";

/** Every row that the app holds of the second shop, by table; without the instants of its own looking around. */
export async function rowsOfBeta({ open, beta }: ClashingShops): Promise<Record<string, string[]>> {
  const tables = await open.stored<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public'
     and column_name = 'shop_id' and table_name not in (${BY_THE_CLOCK}) order by 1`,
  );
  const rows: Record<string, string[]> = {};
  for (const { name } of tables) {
    const found = await open.stored<{ row: string }>(
      `select (to_jsonb(t) - 'checked_at' - 'updated_at')::text as row from "${name}" t
       join shop on shop.id = t.shop_id where domain = $1 order by 1`,
      [beta.story.shop.domain],
    );
    rows[name] = found.map(({ row }) => row);
  }
  return rows;
}
