import { describe, expect, it } from 'vitest';
import { isAppError } from '#app/domain/app-error.ts';
import type { DiscountOffer } from '#app/domain/discount-offer.ts';
import { provisionCollaboration } from '#app/flow/collaborations/provision-collaboration.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { stockCatalogue } from '#test/standin/catalogue/stock-catalogue.ts';
import { gid, type Shop } from '#test/standin/state/world.ts';
import {
  ALL_LIVE,
  codesIn,
  localShopify,
  openShop,
  read,
  start,
  startAndProvision,
  world,
} from './open-shop.ts';

freshDatabase();
localShopify();

const terms = {
  startsAt: new Date('2026-03-01T08:00:00Z'),
  endsAt: new Date('2027-03-01T08:00:00Z'),
  usageLimit: 100,
  oncePerCustomer: true,
  combinesWith: { order: true, product: false, shipping: true },
};

function onlyDiscount(shop: Shop) {
  const [discount] = shop.discounts.values();
  if (!discount || shop.discounts.size !== 1) throw new Error('not exactly one discount');
  return discount;
}

/** A code of the merchant's own. */
function ownDiscount(shop: Shop, code: string) {
  const id = world().nextId();
  const now = world().clock.now();
  shop.discounts.set(id, {
    id,
    title: code,
    value: { kind: 'percentage', fraction: 0.2 },
    items: null,
    codes: [{ id: world().nextId(), code, usage: 0 }],
    startsAt: now - 1000,
    endsAt: null,
    active: true,
    usageLimit: null,
    oncePerCustomer: false,
    minimum: null,
    combinesWith: { order: false, product: false, shipping: false },
    tags: [],
    createdBy: 'merchant',
    createdAt: now,
    updatedAt: now,
  });
  return id;
}

describe('a new collaboration in Shopify', () => {
  const offers: [DiscountOffer, object][] = [
    [
      { kind: 'percentage', percentBp: 1250, ...terms },
      { kind: 'percentage', fraction: 0.125 },
    ],
    [
      { kind: 'fixed_amount', amountMinor: 750n, ...terms },
      { kind: 'fixed', amountMinor: 750, onEachItem: false },
    ],
    [{ kind: 'free_shipping', ...terms }, { kind: 'free_shipping' }],
    [
      { kind: 'tracking_only', ...terms },
      { kind: 'percentage', fraction: 0 },
    ],
  ];

  it.each(offers)('gets the discount of its offer: %o', async (offer, value) => {
    const { shopId, shop } = await openShop();
    const id = await startAndProvision(shopId, 'Jane Doe', { offer });
    expect(onlyDiscount(shop)).toMatchObject({
      value,
      title: 'Jane Doe · For Jane Doe',
      startsAt: terms.startsAt.getTime(),
      endsAt: terms.endsAt.getTime(),
      usageLimit: 100,
      oncePerCustomer: true,
      items: null,
      tags: [`tributary-${id}`],
      combinesWith: {
        order: true,
        product: false,
        shipping: offer.kind !== 'free_shipping',
      },
    });
    expect(await read(shopId, id)).toMatchObject({ status: 'active', states: ALL_LIVE });
  });

  it('gets a page with her words, her code and the products, and a short address', async () => {
    const { shopId, shop } = await openShop();
    stockCatalogue(world(), shop);
    const [first, second] = shop.products.values();
    const ids = [first, second].map((product) => gid('Product', product?.id ?? 0n));
    const id = await startAndProvision(shopId, 'Maya Lee', {
      featuredProductIds: [...ids, 'gid://shopify/Product/1'],
      welcomeText: 'Hi <b>friends</b>',
    });
    const [page] = shop.pages.values();
    expect(page).toMatchObject({ handle: 'maya-lee', title: 'Maya Lee', published: true });
    expect(page?.metafields[0]?.value).toBe(id);
    expect(page?.bodyHtml).toContain('Hi &lt;b&gt;friends&lt;/b&gt;');
    expect(page?.bodyHtml).toContain('MAYA10');
    expect(page?.bodyHtml).toContain('10% off your order');
    expect(page?.bodyHtml).toContain(`/products/${first?.handle}`);
    expect([...shop.redirects.values()]).toMatchObject([
      { path: '/maya-lee', target: '/pages/maya-lee' },
    ]);
  });

  it('is left alone by a second run', async () => {
    const { shopId, shop } = await openShop();
    const id = await startAndProvision(shopId, 'Jane Doe');
    await provisionCollaboration(shopId, id);
    expect([shop.discounts.size, shop.pages.size, shop.redirects.size]).toEqual([1, 1, 1]);
  });
});

describe('a name that is in use in the shop', () => {
  it('makes the code move on, whatever its case, and leaves the other one alone', async () => {
    const { shopId, shop } = await openShop();
    ownDiscount(shop, 'jane10');
    ownDiscount(shop, 'JANE102');
    const id = await startAndProvision(shopId, 'Jane Doe');
    expect(await read(shopId, id)).toMatchObject({ code: 'JANE103', status: 'active' });
    expect(codesIn(shop)).toEqual(['jane10', 'JANE102', 'JANE103']);
    expect([...shop.discounts.values()][0]?.tags).toEqual([]);
    expect([...shop.pages.values()][0]?.bodyHtml).toContain('JANE103');
  });

  it.each(['page', 'redirect'])(
    'makes page and short address move on together: %s',
    async (kind) => {
      const { shopId, shop } = await openShop();
      const now = world().clock.now();
      const taken = { id: world().nextId(), createdAt: now, updatedAt: now };
      if (kind === 'redirect') {
        shop.redirects.set(taken.id, { id: taken.id, path: '/Maya-Lee', target: '/pages/about' });
      } else {
        shop.pages.set(taken.id, {
          ...taken,
          title: 'Maya',
          handle: 'maya-lee',
          bodyHtml: 'mine',
          published: true,
          templateSuffix: null,
          metafields: [],
        });
      }
      const id = await startAndProvision(shopId, 'Maya Lee');
      const { plan, status } = await read(shopId, id);
      expect([plan.page?.handle, status]).toEqual(['maya-lee-2', 'active']);
      expect([...shop.redirects.values()].at(-1)).toMatchObject({
        path: '/maya-lee-2',
        target: '/pages/maya-lee-2',
      });
      if (kind === 'page') expect(shop.pages.get(taken.id)?.bodyHtml).toBe('mine');
    },
  );
});

describe('a code that the merchant picks', () => {
  it('is adopted as it is and never changed', async () => {
    const { shopId, shop } = await openShop();
    const own = ownDiscount(shop, 'GlowyFriends');
    const before = structuredClone(shop.discounts.get(own));
    const id = await startAndProvision(shopId, 'Jane Doe', { adoptCode: ' glowyfriends ' });
    const { plan, status, states } = await read(shopId, id);
    expect(plan.codes).toMatchObject([{ codeKey: 'GLOWYFRIENDS', adopted: true }]);
    expect([status, states]).toEqual(['active', ALL_LIVE]);
    expect(shop.discounts.size).toBe(1);
    expect(shop.discounts.get(own)).toEqual(before);
  });

  it('must exist, and be nobody else’s', async () => {
    const { shopId, shop } = await openShop();
    await expect(start(shopId, 'Jane Doe', { adoptCode: 'NOSUCH' })).rejects.toMatchObject({
      code: 'invalid_input',
      details: { field: 'adoptCode' },
    });
    ownDiscount(shop, 'ONCE');
    await start(shopId, 'Ann Bee', { adoptCode: 'ONCE' });
    await expect(start(shopId, 'Cat Dee', { adoptCode: 'once' })).rejects.toMatchObject({
      code: 'conflict',
      details: { field: 'adoptCode' },
    });
  });
});

describe('trouble on the way', () => {
  it('never makes a thing twice, wherever the connection breaks', async () => {
    const { shopId, shop } = await openShop();
    const id = await start(shopId, 'Jane Doe');
    let broken = 0;
    for (let run = 0; run < 20; run += 1) {
      // Every mutation is carried out, and its answer never comes.
      shop.misbehaviour.breakAfterMutation = 1;
      const error: unknown = await provisionCollaboration(shopId, id).catch((cause) => cause);
      if (error === undefined) break;
      expect(isAppError(error, 'shopify_unavailable')).toBe(true);
      broken += 1;
    }
    shop.misbehaviour.breakAfterMutation = 0;
    // Its code, page and short address, and the shop's seven definitions of page fields.
    expect(broken).toBe(10);
    expect(await read(shopId, id)).toMatchObject({ status: 'active', states: ALL_LIVE });
    expect([shop.discounts.size, shop.pages.size, shop.redirects.size]).toEqual([1, 1, 1]);
  });

  it('waits while Shopify throttles', async () => {
    const { shopId, shop } = await openShop();
    shop.misbehaviour.throttle = 5;
    const id = await startAndProvision(shopId, 'Jane Doe');
    expect((await read(shopId, id)).status).toBe('active');
    expect(shop.misbehaviour.throttle).toBe(0);
  });

  it('tells what Shopify refuses, and goes on once it may', async () => {
    const { shopId, shop } = await openShop();
    const scopes = shop.installation?.scopes;
    scopes?.delete('write_discounts');
    const id = await startAndProvision(shopId, 'Jane Doe');
    const refused = await read(shopId, id);
    expect(refused.states).toEqual({ discount: 'failed', page: 'intended', redirect: 'intended' });
    expect(refused.status).toBe('provisioning');
    expect(refused.errors[0]).toMatch(/discounts/);
    scopes?.add('write_discounts');
    await provisionCollaboration(shopId, id);
    expect(await read(shopId, id)).toMatchObject({ status: 'active', errors: [] });
  });

  it('does nothing for a collaboration that is not there', async () => {
    const { shopId } = await openShop();
    await provisionCollaboration(shopId, '01890000-0000-7000-8000-000000000000');
  });
});
