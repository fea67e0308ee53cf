import { beforeAll, describe, expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { insertUtmAlias } from '#app/db/utm-alias-store.server.ts';
import { byModel } from '#app/domain/attribution-model.ts';
import { shownClaimPreview } from '#app/views/claim-preview-view.server.ts';
import { claimView } from '#app/views/claim-view.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { makeCampaign } from '#test/factories/campaign.ts';
import { makeCollaboration } from '#test/factories/collaboration.ts';
import { makeInfluencer } from '#test/factories/influencer.ts';
import { makeOrder } from '#test/factories/order.ts';
import { makeShop } from '#test/factories/shop.ts';

freshDatabase();

let shop: ShopRow;
let other: ShopRow;
let sarah: { influencerId: string; collaborationId: string };

beforeAll(async () => {
  shop = await makeShop();
  other = await makeShop();
  const campaignId = await makeCampaign(shop.id, { name: 'Spring' });
  const influencerId = await makeInfluencer(shop.id, { name: 'Sarah' });
  await makeInfluencer(shop.id, { name: 'Gone', status: 'archived' });
  const given = { influencerId, campaignId, code: 'SARAH15' };
  sarah = { influencerId, collaborationId: await makeCollaboration(shop.id, given) };
  const landing = { kind: 'landing', channel: 'unassigned' } as const;
  for (const [place, day] of ['02', '03', '04'].entries()) {
    const orderId = await makeOrder(shop, {
      at: new Date(`2026-03-${day}T10:00:00Z`),
      netMinor: 1_000n,
      codes: ['OldSarah'],
      touches: [landing],
    });
    await prisma().touchpoint.updateMany({
      where: { orderId },
      data: { utmSource: 'Glow', utmMedium: 'audio', utmCampaign: place === 0 ? 'may' : 'june' },
    });
  }
});

const view = (address: object, of = shop) => claimView(of, new URLSearchParams({ ...address }));

describe('the screen of a claim', () => {
  it('lists what could be claimed where the address names nothing', async () => {
    const { chosen, strays, claimants } = await view({});
    expect(chosen).toBeNull();
    expect(claimants).toEqual([]);
    expect(strays?.codes.map(({ text }) => text)).toEqual(['OldSarah']);
    expect(strays?.utm.map(({ text, orders }) => [text, orders])).toEqual([
      ['glow / audio / june', 2],
      ['glow / audio / may', 1],
    ]);
    expect((await view({}, other)).strays).toMatchObject({ codes: [], utm: [] });
  });

  it('tells what orders carry a code, and who could have it', async () => {
    const { chosen, claimants } = await view({ code: ' oldsarah ' });
    expect(chosen).toMatchObject({
      trace: { kind: 'code', code: 'oldsarah' },
      carried: { orders: 3, net: { amount: '30.00' } },
      owner: null,
    });
    expect(claimants).toEqual([
      {
        id: sarah.influencerId,
        name: 'Sarah',
        collaborations: [{ id: sarah.collaborationId, name: 'Spring' }],
      },
    ]);
  });

  it('adds up the orders of UTM values, exact or wide', async () => {
    const narrow = await view({ source: 'GLOW', medium: 'audio', campaign: 'may' });
    expect(narrow.chosen).toMatchObject({ text: 'glow / audio / may', carried: { orders: 1 } });
    const wide = await view({ source: 'glow' });
    expect(wide.chosen).toMatchObject({
      text: 'glow',
      carried: { orders: 3, channel: 'Unassigned' },
    });
    const none = await view({ source: 'nobody' });
    expect(none.chosen).toMatchObject({ carried: null, owner: null });
  });

  it('says whose it is already', async () => {
    const taken = await view({ code: 'sarah15' });
    expect(taken.chosen?.owner).toEqual({ id: sarah.influencerId, name: 'Sarah' });
    const name = { source: 'podcast', medium: null, campaign: null };
    await insertUtmAlias(prisma(), shop.id, name, sarah);
    expect((await view({ source: 'Podcast', medium: 'x' })).chosen?.owner?.name).toBe('Sarah');
    expect((await view({ code: 'sarah15' }, other)).chosen).toMatchObject({ owner: null });
  });

  it.each([{ code: '\0' }, { source: ' ' }, { code: 'x'.repeat(300) }])(
    'takes %j for nothing',
    async (address) => {
      expect((await view(address)).chosen).toBeNull();
    },
  );
});

it('shows what a claim changes with names and amounts', async () => {
  const revenue = (minor: bigint) => byModel((model) => (model === 'first_touch' ? 0n : minor));
  const shown = await shownClaimPreview(shop, sarah.influencerId, {
    orders: 3,
    looked: 3,
    gained: 2,
    netMinor: 3_000n,
    revenue: revenue(2_000n),
    others: [{ influencerId: null, channel: 'unassigned', revenue: revenue(-2_000n) }],
  });
  expect(shown.rows.map(({ name, isHers, amounts }) => [name, isHers, amounts.last_touch])).toEqual(
    [
      ['Sarah', true, { amount: '20.00', currency: 'USD' }],
      ['Unassigned', false, { amount: '-20.00', currency: 'USD' }],
    ],
  );
  expect(shown.net.amount).toBe('30.00');
});
