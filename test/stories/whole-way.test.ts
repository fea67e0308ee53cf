import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CollaborationView } from '#app/views/collaboration-view.server.ts';
import type { OrderView } from '#app/views/order-view.server.ts';
import type { Order } from '#test/standin/state/world.ts';
import type { StorefrontVisitor } from '#test/standin/storefront/visitor.ts';
import { eventually } from './eventually.ts';
import { openHouse } from './open-house.ts';
import { decimal, type ShopStory } from './shop-story.ts';

const open = openHouse();

let glowy: ShopStory;
let jane: CollaborationView;
let people = 0;

beforeAll(async () => {
  glowy = await open.openShop({
    asksConsent: true,
    theme: { visitEmbed: true, landingBlocks: true },
  });
  await eventually(
    () => glowy.shop.webPixel !== null,
    (isThere) => isThere,
  );
  const { id } = await glowy.work.startOne({ influencer: { name: 'Jane Doe' } });
  jane = await glowy.work.collaboration(id);
});

/** Shopify tells whole seconds: what happens within one of them would seem to lie after the order. */
const aMoment = () => pause(1_100);

/** Somebody whom nobody has met, by her e-mail. */
function somebody(): string {
  people += 1;
  return `person-${people}@example.com`;
}

async function buy(visitor: StorefrontVisitor, email: string, codes: string[] = []) {
  await visitor.addToCart(glowy.variant().id);
  const { orderId } = await visitor.checkout({ email, codes });
  return glowy.shop.orders.get(orderId) as Order;
}

const namesOf = ({ journey }: OrderView) =>
  journey.flatMap(({ influencer }) => influencer?.name ?? []);

/** The order's page once it names her, or at last as it stays. */
function credited(order: Order): Promise<OrderView> {
  return eventually(
    () => glowy.order(order),
    (view) => namesOf(view).length > 0 && !view.isWaiting,
    { what: `${order.name} to be Jane’s` },
  );
}

const shares = ({ journey }: OrderView) =>
  journey.map(({ kind, influencer, credit }) => ({ kind, influencer: influencer?.name, credit }));

describe('a customer with two devices', () => {
  it('is one person: the click on the phone leads to the purchase on the laptop', async () => {
    const email = somebody();
    const phone = glowy.visitor({ browser: 'safari', pixel: 'accept' });
    await phone.go('/');
    await buy(phone, email);
    await aMoment();
    phone.closeTab();
    await phone.go(jane.links.tracking ?? '', { referrer: 'https://l.instagram.com/' });
    await aMoment();
    const laptop = glowy.visitor({ browser: 'chrome', pixel: 'accept' });
    await laptop.go('/');
    const order = await buy(laptop, email);
    await glowy.settled();

    const view = await credited(order);
    const [touch] = view.journey.filter(({ influencer }) => influencer !== null);
    expect(touch).toMatchObject({ kind: 'link_click', influencer: { name: 'Jane Doe' } });
    expect(touch?.known).toMatch(/customer/);
    // The first order was before the click.
    const [first] = [...glowy.shop.orders.values()];
    expect(namesOf(await glowy.order(first as Order))).toEqual([]);
  });

  it('is found later too, when the phone buys after the laptop', async () => {
    const email = somebody();
    const phone = glowy.visitor({ browser: 'safari', pixel: 'accept' });
    await phone.go(jane.links.tracking ?? '');
    await aMoment();
    const laptop = glowy.visitor({ browser: 'chrome', pixel: 'accept' });
    await laptop.go('/');
    const order = await buy(laptop, email);
    await glowy.settled();
    expect(namesOf(await glowy.order(order))).toEqual([]);

    await buy(phone, email);
    await glowy.settled();
    expect(namesOf(await credited(order))).toEqual(['Jane Doe']);
  });
});

describe('somebody who declines', () => {
  it('is not followed, and credited by the code alone', async () => {
    const visitor = glowy.visitor({ browser: 'instagram', pixel: 'decline' });
    await visitor.go(jane.links.tracking ?? '');
    const order = await buy(visitor, somebody(), [jane.codes[0]?.code ?? '']);
    await glowy.settled();

    const names = order.attributes.map(({ name }) => name);
    expect(names).not.toContain('_tributary_visitor');
    expect(names).not.toContain('_tributary_click');
    expect(visitor.cookie('_trb_v')).toBeUndefined();
    const view = await credited(order);
    expect(new Set(namesOf(view))).toEqual(new Set(['Jane Doe']));
    expect(view.journey.map(({ kind }) => kind)).toContain('code');
    const told = await open.stored(
      'select from pixel_event where order_id = $1 or checkout_token = $2',
      [order.id, order.checkoutToken],
    );
    expect(told).toEqual([]);
  });

  it('still says whose link it was, by a word in the cart that names no visitor', async () => {
    const visitor = glowy.visitor({ browser: 'chrome', pixel: 'decline' });
    await visitor.go(jane.links.tracking ?? '');
    visitor.closeTab();
    await visitor.go('/');
    const order = await buy(visitor, somebody());
    await glowy.settled();
    expect(namesOf(await credited(order))).toEqual(['Jane Doe']);
    expect(order.attributes.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['_tributary_link', '_tributary_consent']),
    );
  });
});

describe('what the pixel tells', () => {
  /** A visit over her link in a browser that keeps no cart attributes, and the order's checkout, as the pixel posts it. */
  async function tell(visitor: string, events: object[]): Promise<number> {
    const sentAt = new Date().toISOString();
    const body = { v: 1, shop: glowy.shop.domain, visitor, sentAt, events };
    const response = await fetch(`${glowy.house.appUrl}/collect`, {
      method: 'POST',
      headers: {
        'content-type': 'text/plain',
        origin: 'null',
        'user-agent': 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/140.0.0.0',
      },
      body: JSON.stringify(body),
    });
    return response.status;
  }

  const browsers = ['0b9e6f30-0000-4000-8000-000000000001', '0b9e6f30-0000-4000-8000-000000000002'];
  const slug = () =>
    URL.parse(jane.links.tracking ?? '')
      ?.pathname.split('/')
      .at(-1);

  function events(order: Order, mark: string): object[] {
    const ago = (seconds: number) => new Date(order.processedAt - seconds * 1000).toISOString();
    const url = `/pages/jane-doe?trb=${slug()}&utm_source=jane-doe&utm_medium=influencer`;
    return [
      { id: `${mark}-1`, type: 'visit', at: ago(30), url, referrer: null },
      {
        id: `${mark}-2`,
        type: 'checkout_started',
        at: ago(5),
        url: '/checkouts',
        referrer: null,
        checkoutToken: order.checkoutToken,
      },
    ];
  }

  it('may come before the order or after it: the credit is the same', async () => {
    // The order that is told of first has not reached the app yet.
    glowy.shop.misbehaviour.delayMs = 1_500;
    const early = glowy.sell({ email: somebody(), landingSite: null, visits: [] });
    expect(await tell(browsers[0] as string, events(early, 'early'))).toBe(204);
    const gathered = () =>
      open.stored(`select from visitor_join where key = '${early.checkoutToken}'`);
    await eventually(gathered, (rows) => rows.length === 1);
    expect(await open.stored('select from "order" where order_id = $1', [early.id])).toEqual([]);
    await glowy.settled();
    glowy.shop.misbehaviour.delayMs = 0;

    const late = glowy.sell({ email: somebody(), landingSite: null, visits: [] });
    await glowy.settled();
    expect(namesOf(await glowy.order(late))).toEqual([]);
    expect(await tell(browsers[1] as string, events(late, 'late'))).toBe(204);

    const [first, second] = [await credited(early), await credited(late)];
    expect(shares(second)).toEqual(shares(first));
    expect(namesOf(first)).toEqual(['Jane Doe']);
    const amount = { amount: decimal(glowy.truth(late)), currency: 'USD' };
    for (const { shares: list } of second.decisions) {
      expect(list).toMatchObject([{ to: 'Jane Doe', amount }]);
    }
  });

  it('counts once, however often it comes', async () => {
    const order = glowy.sell({ email: somebody(), landingSite: null, visits: [] });
    for (let time = 0; time < 3; time += 1) {
      await tell('0b9e6f30-0000-4000-8000-000000000003', events(order, 'again'));
    }
    await glowy.settled();
    const view = await credited(order);
    expect(view.journey).toHaveLength(1);
  });

  it('of a checkout that is none of hers credits nobody', async () => {
    const order = glowy.sell({ email: somebody(), landingSite: null, visits: [] });
    await glowy.settled();
    const lie = events(order, 'lie').map((event) =>
      'checkoutToken' in event
        ? { ...event, checkoutToken: 'c'.repeat(32), orderId: String(order.id) }
        : event,
    );
    expect(await tell('0b9e6f30-0000-4000-8000-000000000004', lie)).toBe(204);
    const unread = () => open.stored('select from pixel_event where not is_gathered');
    await eventually(unread, (rows) => rows.length === 0);
    await glowy.settled();
    expect(namesOf(await glowy.order(order))).toEqual([]);
  });
});
