import { beforeEach, describe, expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { gatherEvidence } from '#app/flow/capture/gather-evidence.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { idOf } from '#test/factories/ids.ts';
import { makeClick, makeEvent, makeMoment } from '#test/factories/journey.ts';
import { makeShop } from '#test/factories/shop.ts';
import { engage } from '../intake/local-shop.ts';
import { journeyOf, settleJourneys, tellOrder } from './journeys.ts';

freshDatabase();

type Jane = Awaited<ReturnType<typeof engage>>;
let shop: ShopRow;
let jane: Jane;
let max: Jane;

beforeEach(async () => {
  shop = await makeShop();
  jane = await engage(shop.id, 'JANE15');
  max = await engage(shop.id, 'MAX10', 'Max Muster');
});

const day = (number: number, time = '12:00:00') =>
  `2026-11-${String(number).padStart(2, '0')}T${time}Z`;

/** Follows a link and lets the pixel tell the visit it led to. */
async function follow(her: Jane, browser: string, at: string, click = `${browser}@${at}`) {
  const clickId = await makeClick(shop.id, click, { slug: her.linkSlug, at });
  const seen = new Date(Date.parse(at) + 2000).toISOString();
  await makeEvent(shop.id, `visit of ${click}`, {
    browser,
    at: seen,
    url: `/pages/${her.handle}?trb=${her.linkSlug}&trc=${clickId}`,
  });
  return clickId;
}

/** The pixel at the checkout. */
function checkOut(browser: string, token: string, at: string, orderId?: bigint) {
  return makeEvent(shop.id, `checkout ${token}`, {
    browser,
    at,
    type: 'checkout_completed',
    url: '/checkouts',
    checkoutToken: token,
    ...(orderId === undefined ? {} : { orderId }),
  });
}

const click = (at: string, her: Jane, joinedBy: string | null, ...sources: string[]) => ({
  key: 'click',
  at: new Date(at).toISOString(),
  channel: 'influencer',
  influencerId: her.influencerId,
  sources: ['link_click', ...sources],
  joinedBy,
});

describe('a journey', () => {
  it('goes from the click over the visit and the checkout to the order', async () => {
    await follow(jane, 'phone', day(1));
    await checkOut('phone', 'token-1', day(3));
    await settleJourneys(shop.id);
    await tellOrder(shop, '1', { at: day(3), token: 'token-1' });
    await settleJourneys(shop.id);
    expect(await journeyOf(shop.id, 1n)).toEqual([click(day(1), jane, 'checkout', 'pixel')]);
    const [touch] = await prisma().touchpoint.findMany({ where: { shopId: shop.id } });
    expect(touch).toMatchObject({
      kind: 'link_click',
      evidence: 'link_id',
      clickId: idOf(`phone@${day(1)}`),
      visitorId: idOf('phone'),
    });
  });

  it('is one for the click on the phone and the purchase on the laptop', async () => {
    await checkOut('phone', 'token-1', day(1));
    await tellOrder(shop, '1', { at: day(1), token: 'token-1' });
    await follow(jane, 'phone', day(5));
    await makeEvent(shop.id, 'laptop visit', { browser: 'laptop', at: day(7) });
    await checkOut('laptop', 'token-2', day(7, '12:10:00'));
    await tellOrder(shop, '2', { at: day(7, '12:10:00'), token: 'token-2' });
    await settleJourneys(shop.id);
    expect(await journeyOf(shop.id, 2n)).toEqual([
      click(day(5), jane, 'customer', 'pixel'),
      expect.objectContaining({ key: 'visit', channel: 'direct', joinedBy: 'checkout' }),
    ]);
  });

  it('learns of another device when the customer buys there later', async () => {
    await follow(jane, 'phone', day(1));
    await tellOrder(shop, '1', { at: day(3), token: 'token-1' });
    await settleJourneys(shop.id);
    expect(await journeyOf(shop.id, 1n)).toMatchObject([{ key: 'none' }]);
    await checkOut('phone', 'token-2', day(9));
    await settleJourneys(shop.id);
    await tellOrder(shop, '2', { at: day(9), token: 'token-2' });
    await settleJourneys(shop.id);
    expect(await journeyOf(shop.id, 1n)).toEqual([click(day(1), jane, 'customer', 'pixel')]);
    const credit = await prisma().credit.findMany({ where: { shopId: shop.id, orderId: 1n } });
    expect(credit).toMatchObject([{ influencerId: jane.influencerId, linear: 2000n }]);
  });

  it('keeps what the cart carries where the browser was not known again', async () => {
    const clickId = await makeClick(shop.id, 'c', { slug: jane.linkSlug, at: day(1) });
    const cart = { link: jane.linkSlug, click: clickId, visitor: idOf('safari') };
    await tellOrder(shop, '1', { at: day(12), cart });
    await settleJourneys(shop.id);
    expect(await journeyOf(shop.id, 1n)).toEqual([click(day(1), jane, 'cart', 'cart')]);
  });

  it('has, after a refusal, the code and the link in the cart, and nothing else', async () => {
    await makeClick(shop.id, 'c', { slug: jane.linkSlug, at: day(1), cookie: 'door' });
    await makeClick(shop.id, 'd', { slug: max.linkSlug, at: day(1), cookie: 'door' });
    await tellOrder(shop, '1', { at: day(2), codes: ['MAX10'], cart: { link: jane.linkSlug } });
    await settleJourneys(shop.id);
    const journey = await journeyOf(shop.id, 1n);
    expect(journey.map(({ key, influencerId, sources }) => [key, influencerId, sources])).toEqual([
      ['code', max.influencerId, ['code']],
      ['link', jane.influencerId, ['cart']],
    ]);
  });

  it('is told once by every source', async () => {
    const clickId = await follow(jane, 'phone', day(1));
    const landing = `/pages/${jane.handle}?trb=${jane.linkSlug}&trc=${clickId}`;
    await checkOut('phone', 'token-1', day(1, '12:20:00'));
    const cart = { link: jane.linkSlug, click: clickId, visitor: idOf('phone') };
    await tellOrder(shop, '1', { at: day(1, '12:20:00'), token: 'token-1', landing, cart });
    await makeMoment(shop.id, 1n, { at: day(1, '12:00:03'), landingPage: landing });
    await settleJourneys(shop.id);
    await prisma().touchRebuild.create({ data: { shopId: shop.id, orderId: 1n } });
    await settleJourneys(shop.id);
    expect(await journeyOf(shop.id, 1n)).toEqual([
      click(day(1), jane, null, 'pixel', 'shopify_journey', 'landing_site', 'cart'),
    ]);
  });

  it('knows what a forgetful browser followed before by the door’s cookie', async () => {
    await makeClick(shop.id, 'old', { slug: max.linkSlug, at: day(1), cookie: 'door' });
    const clickId = await makeClick(shop.id, 'new', {
      slug: jane.linkSlug,
      at: day(12),
      cookie: 'door',
    });
    await makeEvent(shop.id, 'v', { browser: 'safari', at: day(12), url: `/?trc=${clickId}` });
    await checkOut('safari', 'token-1', day(12, '13:00:00'));
    await tellOrder(shop, '1', { at: day(12, '13:00:00'), token: 'token-1' });
    await settleJourneys(shop.id);
    expect(await journeyOf(shop.id, 1n)).toEqual([
      click(day(1), max, 'click'),
      click(day(12), jane, 'checkout', 'pixel'),
    ]);
  });
});

describe('late evidence', () => {
  it('renews the order that it belongs to', async () => {
    await tellOrder(shop, '1', { at: day(3), token: 'token-1' });
    await checkOut('phone', 'token-1', day(3));
    await settleJourneys(shop.id);
    expect(await journeyOf(shop.id, 1n)).toMatchObject([{ key: 'none' }]);
    await follow(jane, 'phone', day(1));
    await settleJourneys(shop.id);
    expect(await journeyOf(shop.id, 1n)).toEqual([click(day(1), jane, 'checkout', 'pixel')]);
    const credit = await prisma().credit.findMany({ where: { shopId: shop.id } });
    expect(credit).toMatchObject([{ influencerId: jane.influencerId, lastTouch: 2000n }]);
  });

  it('changes nothing when it is told twice', async () => {
    await follow(jane, 'phone', day(1));
    await checkOut('phone', 'token-1', day(3));
    await tellOrder(shop, '1', { at: day(3), token: 'token-1' });
    await settleJourneys(shop.id);
    const before = await prisma().touchpoint.findMany({ where: { shopId: shop.id } });
    await prisma().pixelEvent.updateMany({
      where: { shopId: shop.id },
      data: { isGathered: false },
    });
    await settleJourneys(shop.id);
    expect(await prisma().touchpoint.findMany({ where: { shopId: shop.id } })).toEqual(before);
  });

  it('leaves the past orders of somebody who only looks alone', async () => {
    await checkOut('phone', 'token-1', day(3));
    await tellOrder(shop, '1', { at: day(3), token: 'token-1' });
    await settleJourneys(shop.id);
    await follow(jane, 'phone', day(5));
    await gatherEvidence(shop.id);
    expect(await prisma().touchRebuild.count({ where: { shopId: shop.id } })).toBe(0);
  });
});

describe('nobody is credited who took no part', () => {
  it('because of what another customer did in the same browser', async () => {
    await follow(jane, 'sofa', day(1));
    await checkOut('sofa', 'token-1', day(1, '12:10:00'));
    await tellOrder(shop, '1', { at: day(1, '12:10:00'), token: 'token-1', customer: 1 });
    await makeEvent(shop.id, 'back', { browser: 'sofa', at: day(4) });
    await checkOut('sofa', 'token-2', day(4, '12:10:00'));
    await tellOrder(shop, '2', { at: day(4, '12:10:00'), token: 'token-2', customer: 2 });
    // Shopify's account of a browser does not know who sat before it.
    const landingPage = `/?trb=${jane.linkSlug}`;
    for (const orderId of [1n, 2n]) {
      await makeMoment(shop.id, orderId, { at: day(1, '12:00:03'), landingPage });
    }
    await settleJourneys(shop.id);
    expect(await journeyOf(shop.id, 1n)).toMatchObject([{ key: 'click' }]);
    expect(await journeyOf(shop.id, 2n)).toMatchObject([{ key: 'visit', channel: 'direct' }]);
  });

  it('also when that other order is told last', async () => {
    await follow(jane, 'sofa', day(1));
    await checkOut('sofa', 'token-2', day(4, '12:10:00'));
    await tellOrder(shop, '2', { at: day(4, '12:10:00'), token: 'token-2', customer: 2 });
    await settleJourneys(shop.id);
    expect(await journeyOf(shop.id, 2n)).toMatchObject([{ key: 'click' }]);
    await checkOut('sofa', 'token-1', day(1, '12:10:00'));
    await settleJourneys(shop.id);
    await tellOrder(shop, '1', { at: day(1, '12:10:00'), token: 'token-1', customer: 1 });
    await settleJourneys(shop.id);
    expect(await journeyOf(shop.id, 2n)).toMatchObject([{ key: 'none' }]);
    expect(await journeyOf(shop.id, 1n)).toMatchObject([{ key: 'click' }]);
  });

  it('because somebody forwarded the address of her visit', async () => {
    await follow(max, 'friend', day(1, '10:00:00'));
    const clickId = await makeClick(shop.id, 'c', {
      slug: jane.linkSlug,
      at: day(1),
      cookie: 'door',
    });
    await makeClick(shop.id, 'other', {
      slug: max.linkSlug,
      at: day(1, '09:00:00'),
      cookie: 'door',
    });
    const url = `/pages/${jane.handle}?trb=${jane.linkSlug}&trc=${clickId}`;
    await makeEvent(shop.id, 'friend visit', { browser: 'friend', at: day(1, '12:00:02'), url });
    await makeEvent(shop.id, 'own visit', { browser: 'own', at: day(1, '13:00:00'), url });
    await checkOut('own', 'token-1', day(1, '13:10:00'));
    const cart = { link: jane.linkSlug, click: clickId, visitor: idOf('own') };
    await tellOrder(shop, '1', { at: day(1, '13:10:00'), token: 'token-1', landing: url, cart });
    // Her who refuses, the landing site alone tells.
    await tellOrder(shop, '2', { at: day(1, '13:10:00'), customer: 9, landing: url });
    await settleJourneys(shop.id);
    expect(await journeyOf(shop.id, 1n)).toMatchObject([
      { key: 'visit', at: '2026-11-01T13:00:00.000Z', influencerId: jane.influencerId },
    ]);
    expect(await journeyOf(shop.id, 2n)).toMatchObject([{ influencerId: jane.influencerId }]);
  });

  it('on the word of a pixel that names an order it knows no checkout of', async () => {
    await follow(jane, 'liar', day(1));
    await checkOut('liar', 'invented', day(3), 1n);
    await tellOrder(shop, '1', { at: day(3), token: 'token-1' });
    await tellOrder(shop, '2', { at: day(3) });
    await settleJourneys(shop.id);
    expect(await journeyOf(shop.id, 1n)).toMatchObject([{ key: 'none' }]);
  });

  it('in another shop', async () => {
    const other = await makeShop();
    const hers = await engage(other.id, 'JANE15');
    await follow(jane, 'phone', day(1));
    await checkOut('phone', 'token-1', day(3));
    for (const each of [shop, other]) await tellOrder(each, '1', { at: day(3), token: 'token-1' });
    for (const { id } of [shop, other]) await settleJourneys(id);
    expect(await journeyOf(shop.id, 1n)).toMatchObject([{ key: 'click' }]);
    expect(await journeyOf(other.id, 1n)).toMatchObject([{ key: 'none' }]);
    expect(await prisma().credit.count({ where: { influencerId: hers.influencerId } })).toBe(0);
  });
});
