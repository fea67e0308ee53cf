import { beforeAll, describe, expect, it } from 'vitest';
import type { CollaborationView } from '#app/views/collaboration-view.server.ts';
import type { OrderView } from '#app/views/order-view.server.ts';
import type { Order } from '#test/standin/state/world.ts';
import { eventually } from './eventually.ts';
import { openHouse } from './open-house.ts';
import { decimal, type ShopStory } from './shop-story.ts';

const open = openHouse();

let glowy: ShopStory;
let jane: CollaborationView;

beforeAll(async () => {
  glowy = await open.openShop();
  const { id } = await glowy.work.startOne({ influencer: { name: 'Jane Doe' } });
  jane = await glowy.work.collaboration(id);
});

/** Whoever waits for a later instant, waits no longer. */
async function timePasses(): Promise<void> {
  await open.stored(`update order_journey set ask_at = now() where state = 'waiting'`);
  await open.stored(`
    select from graphile_worker.reschedule_jobs(array(
      select id from graphile_worker.jobs where task_identifier = 'read-journeys'), run_at => now())`);
}

const influencersOf = ({ journey }: OrderView) =>
  journey.flatMap(({ influencer }) => influencer?.name ?? []);

/** All of the order's worth is hers under every model. */
function expectHers(view: OrderView, order: Order): void {
  const amount = { amount: decimal(glowy.truth(order)), currency: 'USD' };
  for (const { shares } of view.decisions) {
    expect(shares).toMatchObject([{ to: 'Jane Doe', amount }]);
  }
}

describe('an accelerated checkout', () => {
  it('brings nothing along, and is found by Shopify’s journey once it is worked out', async () => {
    const follower = glowy.visitor({ embed: false });
    await follower.go(jane.links.tracking ?? '');
    const { orderId } = await follower.buyNow(glowy.variant().id, 'ann@example.com');
    const order = glowy.shop.orders.get(orderId) as Order;
    expect(order).toMatchObject({ landingSite: null, attributes: [], discountCodes: [] });

    order.journeyReadyAt = Number.MAX_SAFE_INTEGER;
    await glowy.settled();
    expect(influencersOf(await glowy.order(order))).toEqual([]);

    await timePasses();
    const attempts = () => open.stored<{ attempts: number }>('select attempts from order_journey');
    await eventually(attempts, ([row]) => row?.attempts === 1);
    expect(influencersOf(await glowy.order(order))).toEqual([]);

    order.journeyReadyAt = 0;
    await timePasses();
    const found = await eventually(
      () => glowy.order(order),
      (view) => influencersOf(view).length > 0 && !view.isWaiting,
    );
    expect(influencersOf(found)).toEqual(['Jane Doe']);
    expect(found.journey[0]?.collaborationId).toBe(jane.id);
    expectHers(found, order);
    expect((await glowy.figures()).revenue).toBe(decimal(glowy.truth(order)));
  });

  it('of somebody who says who sent them is credited to her', async () => {
    const order = glowy.sell({
      landingSite: null,
      attributes: [{ name: 'How did you hear about us?', value: '@JaneDoe on Instagram' }],
    });
    await glowy.settled();
    const view = await glowy.order(order);
    expect(influencersOf(view)).toEqual(['Jane Doe']);
    expect(view.journey[0]).toMatchObject({ kind: 'survey', collaborationId: jane.id });
    expectHers(view, order);
  });
});
