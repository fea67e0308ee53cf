import { expect, it } from 'vitest';
import { getCampaign } from '#app/db/campaign-store.server.ts';
import { prisma } from '#app/db/client.server.ts';
import { ensureShop } from '#app/db/shop-store.server.ts';
import type { CampaignDraft } from '#app/domain/campaign-draft.ts';
import { saveCampaign } from '#app/flow/campaigns/save-campaign.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';

freshDatabase();

const draft: CampaignDraft = {
  name: 'Spring Glow',
  goal: 'sales',
  startsOn: '2026-03-01',
  endsOn: '2026-05-31',
  budgetMinor: 1_000_000n,
  targetCpaMinor: 2_000n,
  targetRoasHundredths: 400,
  utmCampaign: '',
};

it('keeps a campaign in the currency of the shop, with a UTM name made of its own', async () => {
  const shopId = await ensureShop(prisma(), 'a.myshopify.com');
  await prisma().shop.update({ where: { id: shopId }, data: { currency: 'EUR' } });
  const { id } = await saveCampaign(shopId, draft);
  await prisma().shop.update({ where: { id: shopId }, data: { currency: 'USD' } });
  await saveCampaign(shopId, { ...draft, name: 'Summer', endsOn: null, utmCampaign: 'x' }, id);
  expect(await getCampaign(prisma(), shopId, id)).toMatchObject({
    name: 'Summer',
    startsOn: new Date('2026-03-01T00:00:00Z'),
    endsOn: null,
    currency: 'EUR',
    budgetMinor: 1_000_000n,
    targetRoasHundredths: 400,
    utmCampaign: 'x',
  });
});

it('refuses a UTM name that another campaign of the shop has', async () => {
  const shopId = await ensureShop(prisma(), 'b.myshopify.com');
  const again = { ...draft, name: 'Other', utmCampaign: 'SPRING glow' };
  const results = await Promise.allSettled([draft, again].map((one) => saveCampaign(shopId, one)));
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await expect(saveCampaign(shopId, again)).rejects.toMatchObject({
    code: 'conflict',
    details: { field: 'utmCampaign' },
  });
  const { id } = await saveCampaign(shopId, { ...draft, utmCampaign: 'third' });
  await expect(saveCampaign(shopId, again, id)).rejects.toMatchObject({ code: 'conflict' });
});

it('names the field that is wrong, and does not find what is not there', async () => {
  const shopId = await ensureShop(prisma(), 'c.myshopify.com');
  const wrong: [Partial<CampaignDraft>, string][] = [
    [{ name: '' }, 'name'],
    [{ startsOn: '2026-02-30' }, 'startsOn'],
    [{ endsOn: '2026-01-01' }, 'endsOn'],
    [{ budgetMinor: 0n }, 'budgetMinor'],
    [{ budgetMinor: 10n ** 25n }, 'budgetMinor'],
    [{ targetRoasHundredths: 0 }, 'targetRoasHundredths'],
  ];
  for (const [given, field] of wrong) {
    await expect(saveCampaign(shopId, { ...draft, ...given })).rejects.toMatchObject({
      code: 'invalid_input',
      details: { field },
    });
  }
  await expect(saveCampaign(shopId, draft, 'nonsense')).rejects.toMatchObject({
    code: 'not_found',
  });
});
