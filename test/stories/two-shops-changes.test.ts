import { describe, expect, it } from 'vitest';
import { BETA, clashingShops, leaksOf, PARKED, rowsOfBeta } from './clashing-shops.ts';
import { appRoutes } from './foreign-addresses.ts';
import { CAMPAIGN_FORM, INFLUENCER_FORM, START_FORM } from './merchant-work.ts';

const shops = clashingShops();
const leaks = leaksOf(shops);

describe('changing what belongs to the other shop', () => {
  type Attempt = { path: string; body: unknown };
  const collaborationBodies = (costId: string) => [
    { intent: 'status', status: 'paused' },
    { intent: 'status', status: 'ended' },
    { intent: 'repair' },
    { intent: 'remove-cost', id: costId },
    {
      intent: 'save-cost',
      id: costId,
      cost: {
        kind: 'fee',
        amount: '999',
        currency: 'USD',
        exchangeRate: '',
        incurredOn: '2026-01-02',
        note: 'taken',
      },
    },
  ];

  /** For every route with an action: what somebody could send who knows the other shop's ids. */
  const ATTEMPTS: Record<string, () => Attempt[]> = {
    '/app/influencers/:id': () => [
      { path: `/app/influencers/${shops.beta.influencer}`, body: { status: 'archived' } },
    ],
    '/app/influencers/:id/edit': () => [
      {
        path: `/app/influencers/${shops.beta.influencer}/edit`,
        body: { ...INFLUENCER_FORM, name: 'Taken Over' },
      },
    ],
    '/app/influencers/import': () => [
      {
        path: '/app/influencers/import',
        body: { intent: 'import', csv: `name,email\nJane Doe,${BETA.toLowerCase()}@example.com` },
      },
    ],
    '/app/influencers/new': () => [
      {
        path: '/app/influencers/new',
        body: { ...INFLUENCER_FORM, id: shops.beta.influencer, name: 'Jane Doe', platforms: [] },
      },
    ],
    '/app/campaigns/new': () => [
      {
        path: '/app/campaigns/new',
        body: { ...CAMPAIGN_FORM, id: shops.beta.campaign, name: 'Autumn' },
      },
    ],
    '/app/campaigns/:id/edit': () => [
      {
        path: `/app/campaigns/${shops.beta.campaign}/edit`,
        body: { ...CAMPAIGN_FORM, name: 'Taken over' },
      },
    ],
    '/app/campaigns/:id': () =>
      ['paused', 'ended', 'repair'].flatMap((intent) =>
        [shops.alfa.campaign, shops.beta.campaign].map((campaign) => ({
          path: `/app/campaigns/${campaign}`,
          body: { intent, ids: [shops.beta.collaboration.id] },
        })),
      ),
    '/app/campaigns/:id/add': () => [
      {
        path: `/app/campaigns/${shops.beta.campaign}/add`,
        body: { ...START_FORM, influencerIds: [shops.alfa.influencer] },
      },
      {
        path: `/app/campaigns/${shops.beta.campaign}/add`,
        body: { ...START_FORM, influencerIds: [shops.beta.influencer] },
      },
      {
        path: `/app/campaigns/${shops.alfa.campaign}/add`,
        body: { ...START_FORM, influencerIds: [shops.beta.influencer] },
      },
    ],
    '/app/collaborations/:id': () =>
      [shops.alfa, shops.beta].flatMap(({ collaboration }) =>
        collaborationBodies(shops.beta.cost)
          .filter(
            ({ intent }) => collaboration === shops.beta.collaboration || intent.endsWith('cost'),
          )
          .map((body) => ({ path: `/app/collaborations/${collaboration.id}`, body })),
      ),
    '/app/collaborations/:id/brief': () => [
      {
        path: `/app/collaborations/${shops.beta.collaboration.id}/brief`,
        body: { intent: 'send', note: 'taken' },
      },
    ],
    '/app/collaborations/:id/launch': () =>
      ['check', 'repair'].map((intent) => ({
        path: `/app/collaborations/${shops.beta.collaboration.id}/launch`,
        body: { intent },
      })),
    '/app/data-quality': () => [
      { path: '/app/data-quality', body: { intent: 'compare', shopId: 2 } },
    ],
    '/app/data-quality/claim': () =>
      ['preview', 'apply'].flatMap((intent) => {
        const { alfa, beta } = shops;
        const trace = { kind: 'code', code: 'TAKENOVER' };
        const utm = { kind: 'utm', source: 'taken', medium: null, campaign: null };
        const hers = { influencerId: beta.influencer, collaborationId: beta.collaboration.id };
        const mixed = { ...hers, influencerId: alfa.influencer };
        return [
          { trace, ...hers },
          { trace, ...mixed },
          { trace: utm, ...hers, collaborationId: null },
        ].map((claim) => ({ path: '/app/data-quality/claim', body: { intent, claim } }));
      }),
    '/app/settings/attribution': () =>
      ['preview', 'apply'].map((intent) => ({
        path: '/app/settings/attribution',
        body: {
          intent,
          shopId: 2,
          rules: {
            influencerDays: '10',
            otherDays: '10',
            channelDays: [],
            codeCounts: true,
            codeBeatsLink: true,
            ignoreDirect: true,
            firstPercent: '30',
            lastPercent: '30',
            halfLifeDays: '5',
            minimumConversions: '100',
          },
        },
      })),
    '/app/settings/channels': () => [
      {
        path: '/app/settings/channels',
        body: {
          intent: 'save',
          shopId: 2,
          rules: [
            {
              channel: 'email',
              conditions: [{ field: 'source', operator: 'is', value: 'taken' }],
            },
          ],
        },
      },
    ],
    '/app/inbox': () => [{ path: '/app/inbox', body: { id: shops.beta.privacy } }],
    '/app/settings': () => [
      {
        path: '/app/settings',
        body: { shopId: 2, shop: shops.beta.story.shop.domain, codePrefix: 'TAKEN' },
      },
    ],
  };
  /** These make or change something of the first shop's own, under a name or an id that the second has too. */
  const OWN = [
    '/app/influencers/import',
    '/app/influencers/new',
    '/app/campaigns/new',
    '/app/data-quality',
    '/app/settings/attribution',
    '/app/settings/channels',
  ];

  it('is tried for every route that changes anything', () => {
    const routes = appRoutes().filter(({ hasAction }) => hasAction);
    expect(routes.map(({ path }) => path).sort()).toEqual(Object.keys(ATTEMPTS).sort());
  });

  it('is refused, and changes nothing there: not in the app, not in its Shopify', async () => {
    await shops.beta.story.settled();
    const before = await rowsOfBeta(shops);
    const shopify = () => {
      const { discounts, pages, redirects } = shops.beta.story.shop;
      return JSON.stringify(
        [[...discounts.values()], [...pages.values()], [...redirects.values()]],
        (_, part) => (typeof part === 'bigint' ? `${part}` : part),
      );
    };
    const inShopify = shopify();
    for (const [route, attempts] of Object.entries(ATTEMPTS)) {
      for (const { path, body } of attempts()) {
        const answer = await shops.alfa.story.work.send(path, body);
        expect({ path, body, ok: answer.ok }).toEqual({ path, body, ok: OWN.includes(route) });
        expect({
          path,
          body,
          leaks: leaks(JSON.stringify(answer), path + JSON.stringify(body)),
        }).toEqual({ path, body, leaks: [] });
      }
    }
    await shops.alfa.story.settled();
    await shops.beta.story.settled();
    expect(shopify()).toBe(inShopify);
    expect(await rowsOfBeta(shops)).toEqual(before);
  });

  it('changes only the own shop where ids are the same in both', async () => {
    const before = await rowsOfBeta(shops);
    await shops.alfa.story.work.done('/app/inbox', { id: PARKED });
    await shops.alfa.story.settled();
    expect(await rowsOfBeta(shops)).toEqual(before);
  });
});
