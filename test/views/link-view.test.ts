import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import { v7 as newId } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { prisma } from '#app/db/client.server.ts';
import { type NewClick, storeClicks } from '#app/db/link-door-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { shopLinkAddress } from '#app/domain/link-address.ts';
import { campaignListView } from '#app/views/campaign-list-view.server.ts';
import { campaignCsv, campaignView } from '#app/views/campaign-view.server.ts';
import { collaborationView } from '#app/views/collaboration-view.server.ts';
import { influencerListView } from '#app/views/influencer-list-view.server.ts';
import { linkQrFile } from '#app/views/link-view.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { makeShop } from '#test/factories/shop.ts';
import { engage } from '#test/flow/intake/local-shop.ts';

freshDatabase();

const NOW = new Date('2026-11-21T15:00:00Z');
const NO_PARAMS = new URLSearchParams();

let shop: ShopRow;
let other: ShopRow;
let jane: Awaited<ReturnType<typeof engage>>;

function click(change: Partial<NewClick>): NewClick {
  return {
    shopId: shop.id,
    clickId: newId(),
    slug: jane.linkSlug,
    occurredAt: NOW,
    agent: 'person',
    door: 'app',
    destination: '/',
    visitorId: null,
    referrerHost: null,
    device: null,
    inApp: null,
    adClick: null,
    ...change,
  };
}

beforeAll(async () => {
  shop = await makeShop({ primaryUrl: 'https://glowy.example' });
  other = await makeShop();
  jane = await engage(shop.id, 'JANE15');
  const visitorId = newId();
  await storeClicks([
    click({ visitorId }),
    click({ visitorId }),
    // 02:00 UTC is still the evening before in New York.
    click({ visitorId: newId(), occurredAt: new Date('2026-11-20T02:00:00Z') }),
    click({ occurredAt: new Date('2026-09-01T12:00:00Z') }),
    click({ agent: 'bot' }),
    click({ agent: 'preview' }),
    click({ agent: 'prefetch' }),
    click({ agent: 'head' }),
    click({ agent: 'check' }),
    click({ shopId: other.id }),
    click({ shopId: 999_999 }),
  ]);
});

describe('a link on its collaboration', () => {
  it('says who came, when, and who is not counted', async () => {
    const { link } = await collaborationView(shop, jane.collaborationId, NO_PARAMS, NOW);
    expect(link?.clicks).toMatchObject({ people: 4, visitors: 2, bots: 1, previews: 3 });
    expect(link?.clicks.last?.iso).toBe(NOW.toISOString());
    expect(link?.days).toHaveLength(30);
    expect(link?.days.at(-1)).toEqual({ day: '2026-11-21', clicks: 2 });
    expect(link?.days.filter(({ clicks }) => clicks > 0)).toEqual([
      { day: '2026-11-19', clicks: 1 },
      { day: '2026-11-21', clicks: 2 },
    ]);
  });

  it('says where it is and where it leads', async () => {
    const where = { slug: jane.linkSlug };
    const expiresAt = new Date('2026-11-21T05:00:00Z');
    await prisma().trackingLink.update({
      where,
      data: { expiresAt, fallback: '/collections/all', health: 'broken', healthNote: 'Gone.' },
    });
    const { link } = await collaborationView(shop, jane.collaborationId, NO_PARAMS, NOW);
    expect(link).toMatchObject({
      appAddress: `http://localhost:3000/r/${jane.linkSlug}`,
      destination: `/pages/${jane.handle}`,
      leadsTo: '/collections/all',
      lastDay: '2026-11-20',
      lastDayText: 'Nov 20, 2026',
      isExpired: true,
      fallback: '/collections/all',
      health: { state: 'broken', note: 'Gone.' },
    });
  });

  it('stands where Shopify sends on from', () => {
    const proxy = z
      .object({ app_proxy: z.object({ prefix: z.string(), subpath: z.string() }) })
      .parse(parse(readFileSync('shopify.app.toml', 'utf8'))).app_proxy;
    expect(shopLinkAddress('https://x.example/', 'abc')).toBe(
      `https://x.example/${proxy.prefix}/${proxy.subpath}/abc`,
    );
  });
});

describe('its QR code', () => {
  it('is a picture to scale', async () => {
    const { body, type, name } = await linkQrFile(shop, jane.collaborationId, null);
    expect([type, name]).toEqual(['image/svg+xml', `qr-${jane.slug}.svg`]);
    expect(String(body)).toMatch(/^<svg [^>]*viewBox/);
  });

  it('is a picture for print, at least 1024 pixels wide', async () => {
    const { body, type } = await linkQrFile(shop, jane.collaborationId, 'png');
    expect(type).toBe('image/png');
    const png = Buffer.from(body);
    expect(png.toString('latin1', 1, 4)).toBe('PNG');
    expect(png.readUInt32BE(16)).toBeGreaterThanOrEqual(1024);
  });

  it.each(['another shop', 'nobody'])('is not found by %s', async (who) => {
    const asked = who === 'nobody' ? 'x' : jane.collaborationId;
    const file = linkQrFile(who === 'nobody' ? shop : other, asked, null);
    await expect(file).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the clicks in tables', () => {
  it('are those of people: of all time by campaign, of 30 days by influencer', async () => {
    const { rows: campaigns } = await campaignListView(shop, NOW);
    expect(campaigns.map(({ clicks }) => clicks)).toEqual([4]);
    const campaign = await campaignView(shop, campaigns[0]?.id, NO_PARAMS, NOW);
    expect(campaign.collaborations.map(({ clicks }) => clicks)).toEqual([4]);
    const { rows: influencers } = await influencerListView(shop, NO_PARAMS, NOW);
    expect(influencers.map(({ clicks }) => clicks)).toEqual([3]);
    const csv = await campaignCsv(shop, campaigns[0]?.id, NO_PARAMS);
    const [header = '', row = ''] = csv.split(/\r?\n/);
    expect(row.split(',')[header.split(',').indexOf('Clicks')]).toBe('4');
  });
});
