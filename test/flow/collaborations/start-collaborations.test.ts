import { describe, expect, it } from 'vitest';
import { pool, prisma } from '#app/db/client.server.ts';
import type { StartInput } from '#app/domain/collaboration-start.ts';
import { DEFAULT_SETTINGS } from '#app/domain/settings.ts';
import { startCollaborations } from '#app/flow/collaborations/start-collaborations.server.ts';
import { setInfluencerStatus } from '#app/flow/influencers/set-influencer-status.server.ts';
import { saveSettings } from '#app/flow/settings/save-settings.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import {
  addCampaign,
  addInfluencer,
  codesIn,
  localShopify,
  openShop,
  read,
  start,
  TEN_PERCENT,
} from './open-shop.ts';

freshDatabase();
localShopify();

const input = (influencerIds: string[]): StartInput => ({
  influencerIds,
  platform: 'instagram',
  format: 'reel',
  offer: TEN_PERCENT,
  welcomeText: null,
  featuredProductIds: [],
});

async function waitingJobs(shopId: number): Promise<string[]> {
  const { rows } = await pool().query<{ key: string }>(
    'select key from graphile_worker.jobs where key like $1 order by key',
    [`provision-collaboration:${shopId}:%`],
  );
  return rows.map(({ key }) => key);
}

describe('starting collaborations', () => {
  it('stores every name and the intent, enqueues the job, and calls nothing in Shopify', async () => {
    const { shopId, shop } = await openShop();
    const id = await start(shopId, 'Zoë Åberg', { campaignId: await addCampaign(shopId) });
    const { plan, status, code, handle, states } = await read(shopId, id);
    expect({ status, code, handle, states }).toEqual({
      status: 'provisioning',
      code: 'ZOE10',
      handle: 'zoe-aberg',
      states: { discount: 'intended', page: 'intended', redirect: 'intended' },
    });
    expect(plan.offer).toEqual(TEN_PERCENT);
    const link = await prisma().trackingLink.findFirstOrThrow({ where: { shopId } });
    expect(link).toMatchObject({
      destination: '/pages/zoe-aberg',
      utmSource: 'zoe-aberg',
      utmMedium: 'influencer',
      utmCampaign: 'spring-glow',
      utmContent: 'instagram-reel',
      utmTerm: null,
    });
    expect(link.slug).toMatch(/^[2-9b-z]{9}$/);
    expect(await waitingJobs(shopId)).toEqual([`provision-collaboration:${shopId}:${id}`]);
    expect(codesIn(shop)).toEqual([]);
  });

  it('gives people of one name different codes and handles', async () => {
    const { shopId } = await openShop();
    const campaign = await addCampaign(shopId);
    const people: string[] = [];
    for (const surname of ['Doe', 'Roe', 'Poe']) {
      people.push(await addInfluencer(shopId, `Jane ${surname}`));
    }
    const { ids } = await startCollaborations(shopId, campaign, input(people));
    const codes = await Promise.all(ids.map(async (id) => (await read(shopId, id)).code));
    expect(codes.sort()).toEqual(['JANE10', 'JANE102', 'JANE103']);
    const again = await addCampaign(shopId, 'Summer');
    const second = await startCollaborations(shopId, again, input(people.slice(0, 1)));
    const { code, handle } = await read(shopId, second.ids[0] ?? '');
    expect([code, handle]).toEqual(['JANE104', 'jane-doe-2']);
  });

  it('follows the shop’s own templates', async () => {
    const { shopId } = await openShop();
    const { version, ...settings } = DEFAULT_SETTINGS;
    expect(version).toBe(0);
    await saveSettings(shopId, {
      ...settings,
      codeTemplate: '{HANDLE}-{CAMPAIGN}',
      codePrefix: 'glowy',
      utmTemplate: { ...settings.utmTemplate, source: '{platform}', term: '{influencer}' },
    });
    const id = await start(shopId, 'Jane Doe', { campaignId: await addCampaign(shopId, 'Fall') });
    expect((await read(shopId, id)).code).toBe('GLOWYHERHANDLEFALL');
    expect(await prisma().trackingLink.findFirst({ where: { shopId } })).toMatchObject({
      utmSource: 'instagram',
      utmTerm: 'jane-doe',
    });
  });

  it('skips who is in the campaign already, and says so', async () => {
    const { shopId } = await openShop();
    const campaign = await addCampaign(shopId);
    const [one, two] = [await addInfluencer(shopId, 'Ann'), await addInfluencer(shopId, 'Bea')];
    await startCollaborations(shopId, campaign, input([one]));
    const result = await startCollaborations(shopId, campaign, input([one, two, two]));
    expect(result.skipped).toEqual([one]);
    expect(result.ids).toHaveLength(1);
  });

  it('gives every name once, however many start at the same moment', async () => {
    const { shopId } = await openShop();
    const campaigns: string[] = [];
    for (let one = 0; one < 6; one += 1) campaigns.push(await addCampaign(shopId, `C ${one}`));
    const people = [
      await addInfluencer(shopId, 'Jane Doe'),
      await addInfluencer(shopId, 'Jane Roe'),
    ];
    await Promise.all(campaigns.map((id) => startCollaborations(shopId, id, input(people))));
    const codes = await prisma().discountCode.findMany({ where: { shopId } });
    const pages = await prisma().landingPage.findMany({ where: { shopId } });
    expect(new Set(codes.map(({ codeKey }) => codeKey)).size).toBe(12);
    expect(new Set(pages.map(({ handle }) => handle)).size).toBe(12);
    const twice = await Promise.all(
      [1, 2, 3].map(async () => startCollaborations(shopId, campaigns[0] ?? '', input(people))),
    );
    expect(twice.map(({ ids }) => ids)).toEqual([[], [], []]);
  });
});

describe('what cannot be started', () => {
  it.each<[string, Partial<StartInput>, string]>([
    ['nobody', { influencerIds: [] }, 'influencerIds'],
    ['an id that is none', { influencerIds: ["'; drop table influencer"] }, 'influencerIds.0'],
    ['a product that is none', { featuredProductIds: ['<script>'] }, 'featuredProductIds.0'],
    ['a welcome that is too long', { welcomeText: 'x'.repeat(5001) }, 'welcomeText'],
    [
      'an amount beyond reason',
      {
        offer: { ...TEN_PERCENT, kind: 'fixed_amount', amountMinor: 10n ** 30n },
      },
      'offer.amountMinor',
    ],
  ])('is refused with its field: %s', async (_, wrong, field) => {
    const { shopId } = await openShop();
    const campaign = await addCampaign(shopId);
    const her = await addInfluencer(shopId, 'Ann');
    await expect(
      startCollaborations(shopId, campaign, { ...input([her]), ...wrong }),
    ).rejects.toMatchObject({ code: 'invalid_input', details: { field } });
  });

  it('is one of the shop’s codes for two people', async () => {
    const { shopId } = await openShop();
    const two = [await addInfluencer(shopId, 'Ann'), await addInfluencer(shopId, 'Bea')];
    await expect(
      startCollaborations(shopId, await addCampaign(shopId), { ...input(two), adoptCode: 'A' }),
    ).rejects.toMatchObject({ code: 'invalid_input', details: { field: 'adoptCode' } });
  });

  it('is a campaign or an influencer that is not there, or one who is archived', async () => {
    const { shopId } = await openShop();
    const nobody = '01890000-0000-7000-8000-000000000000';
    const campaign = await addCampaign(shopId);
    const her = await addInfluencer(shopId, 'Ann');
    await expect(startCollaborations(shopId, 'x', input([her]))).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(startCollaborations(shopId, nobody, input([her]))).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(startCollaborations(shopId, campaign, input([her, nobody]))).rejects.toMatchObject(
      { code: 'not_found' },
    );
    await setInfluencerStatus(shopId, her, 'archived');
    await expect(startCollaborations(shopId, campaign, input([her]))).rejects.toMatchObject({
      code: 'invalid_input',
    });
    expect(await prisma().collaboration.count({ where: { shopId } })).toBe(0);
    expect(await waitingJobs(shopId)).toEqual([]);
  });
});
