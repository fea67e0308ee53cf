import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { truthOf } from '#test/standin/control/shop-truth.ts';
import type { Delivery } from '#test/standin/state/world.ts';
import { courierOf } from '#test/standin/webhooks/courier.ts';
import { eventually } from './eventually.ts';
import { openHouse } from './open-house.ts';
import { live, shownLife } from './shop-life.ts';
import { decimal, type ShopStory } from './shop-story.ts';

const open = openHouse();

const SALES = 42;
/** Shopify's four hours of retries in less than a minute. */
const HURRY = 300;

let undisturbed: Awaited<ReturnType<typeof shownLife>>;
let count = 0;

type Setting = { story: ShopStory; link: string };

async function newShop(): Promise<Setting> {
  count += 1;
  const story = await open.openShop({ handle: `glowy-${count}` });
  const { links } = await story.work.startOne();
  return { story, link: links.tagged ?? '' };
}

beforeAll(async () => {
  const { story, link } = await newShop();
  await live(story, { sales: SALES, link });
  await story.settled();
  undisturbed = await shownLife(story);
});

afterEach(() => {
  open.world().clock.speed = 1;
});

it('is an honest yardstick: the undisturbed shop shows what was really sold', async () => {
  const [shop] = open.world().shops.values();
  if (!shop) throw new Error('no shop');
  const nets = undisturbed.orders.map(({ name, net }) => [name, net?.amount]);
  const truth = truthOf(shop).orders.map((one) => [one.name, decimal(one.netSalesMinor)]);
  expect(nets.sort()).toEqual(truth.sort());
  expect(new Set(undisturbed.orders.map(({ outOfFigures }) => outOfFigures)).size).toBe(2);
  expect(undisturbed.parked).toBe(0);
});

describe('the same shown in the end when webhooks come', () => {
  it('twice', async () => {
    const { story, link } = await newShop();
    story.shop.misbehaviour.duplicate = 10_000;
    await live(story, { sales: SALES, link });
    await story.settled();
    expect(story.shop.deliveries.every(({ attempts }) => attempts.length >= 2)).toBe(true);
    expect(await shownLife(story)).toEqual(undisturbed);
  });

  it('in the opposite order, the last telling first', async () => {
    const { story, link } = await newShop();
    story.shop.misbehaviour.reorder = 10_000;
    await live(story, { sales: SALES, link });
    await story.settled();
    const first = (delivery: Delivery | undefined) => delivery?.attempts[0]?.at ?? 0;
    const { deliveries } = story.shop;
    expect(first(deliveries[0])).toBeGreaterThan(first(deliveries.at(-1)));
    expect(await shownLife(story)).toEqual(undisturbed);
  });

  it('late, some of them', async () => {
    const { story, link } = await newShop();
    const { misbehaviour } = story.shop;
    await live(story, {
      sales: SALES,
      link,
      pause: (place) => {
        misbehaviour.delayMs = place % 3 === 0 ? 1_500 : place % 2 === 0 ? 300 : 0;
        return pause(5);
      },
    });
    await story.settled();
    expect(await shownLife(story)).toEqual(undisturbed);
  });

  it('not at all, the first of each order, while a later one tells the same', async () => {
    const { story, link } = await newShop();
    const { misbehaviour } = story.shop;
    misbehaviour.drop = 1;
    await live(story, {
      sales: SALES,
      link,
      pause: (place) => {
        misbehaviour.drop = (place + 1) % 5 === 4 ? 0 : 1;
      },
    });
    await story.settled();
    const dropped = story.shop.deliveries.filter(({ state }) => state === 'dropped');
    expect(dropped.length).toBeGreaterThan(SALES / 2);
    expect(await shownLife(story)).toEqual(undisturbed);
  });

  it('while the app is down for a while', async () => {
    const { story, link } = await newShop();
    open.world().clock.speed = HURRY;
    await open.house().app().kill();
    await live(story, { sales: SALES, link });
    await eventually(
      () => story.shop.deliveries.filter(({ attempts }) => attempts.length > 0).length,
      (tried) => tried === story.shop.deliveries.length,
      { what: 'every webhook to be refused once' },
    );
    expect(story.shop.deliveries.some(({ state }) => state === 'delivered')).toBe(false);
    await open.house().restartApp();
    await story.settled();
    expect(await shownLife(story)).toEqual(undisturbed);
  });
});

describe('an app that is killed in the middle of a storm', () => {
  let story: ShopStory;

  const delivered = () => story.shop.deliveries.filter(({ state }) => state === 'delivered').length;
  const killAt = async (share: number) => {
    const wanted = story.shop.deliveries.length * share;
    await eventually(delivered, (done) => done >= wanted, { what: `${wanted} deliveries` });
    await open.house().app().kill();
    await pause(150);
    await open.house().restartApp();
  };

  beforeAll(async () => {
    const setting = await newShop();
    ({ story } = setting);
    const { shop, world } = story;
    world.clock.speed = HURRY;
    shop.misbehaviour.duplicate = 20;
    await live(story, { sales: SALES, link: setting.link });
    await killAt(0.2);
    await killAt(0.5);
    await story.settled();
  });

  it('was hit while deliveries were under way', () => {
    const statuses = story.shop.deliveries.flatMap(({ attempts }) =>
      attempts.map(({ status }) => status),
    );
    expect(statuses).toContain('refused');
    expect(story.shop.deliveries.every(({ state }) => state === 'delivered')).toBe(true);
  });

  it('lost no webhook that it had acknowledged, and kept none twice', async () => {
    const rows = await open.stored<{ webhook_id: string; status: string }>(
      `select webhook_id, status from inbox_message join shop on shop.id = shop_id where domain = $1`,
      [story.shop.domain],
    );
    const acknowledged = story.shop.deliveries.filter(({ attempts }) =>
      attempts.some(({ status }) => status === 200),
    );
    expect(rows.map((row) => row.webhook_id).sort()).toEqual(
      acknowledged.map(({ webhookId }) => webhookId).sort(),
    );
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['done']));
  });

  it('shows in the end what an undisturbed shop shows', async () => {
    expect(await shownLife(story)).toEqual(undisturbed);
  });

  it('shows the same when everything is sent once more', async () => {
    const courier = courierOf(story.world);
    for (const { webhookId } of story.shop.deliveries) courier.redeliver(story.shop, webhookId);
    await story.settled();
    expect(await shownLife(story)).toEqual(undisturbed);
  });

  it('shows the same when the app sees every message again by hand', async () => {
    const { recent } = await story.inbox();
    for (const { id } of recent.slice(0, 20)) await story.work.done('/app/inbox', { id });
    await story.settled();
    expect(await shownLife(story)).toEqual(undisturbed);
  });
});
