import { beforeAll, describe, expect, it } from 'vitest';
import type { CollaborationView } from '#app/views/collaboration-view.server.ts';
import type { InfluencerListView } from '#app/views/influencer-list-view.server.ts';
import type { InfluencerView } from '#app/views/influencer-view.server.ts';
import { spoilt } from './hostile-texts.ts';
import { CAMPAIGN_FORM, INFLUENCER_FORM, START_FORM } from './merchant-work.ts';
import { openHouse } from './open-house.ts';
import type { ShopStory } from './shop-story.ts';

const open = openHouse();

let glowy: ShopStory;
let jane: CollaborationView;

beforeAll(async () => {
  glowy = await open.openShop();
  const { id } = await glowy.work.startOne();
  jane = await glowy.work.collaboration(id);
  glowy.sell({ codes: ['JANE15'] });
  await glowy.settled();
});

const influencers = () => glowy.work.read<InfluencerListView>('/app/influencers?sort=created');

/** Markup of ours that a browser would run, had it been let through as it is. */
const RUNNABLE = ['<script>alert(1)', '<img src=x onerror', '<svg onload=alert'];

type Attempt = { field: string; kind: string; text: string; body: unknown };

/** Sends each attempt: stored, or refused with a sentence; never broken. Gives back what was stored. */
async function sendAll(path: string, attempts: Iterable<Attempt>) {
  const kept: (Attempt & { value: unknown })[] = [];
  for (const attempt of attempts) {
    const { status, data, error } = await glowy.merchant.send(path, attempt.body);
    const about = { path, field: attempt.field, kind: attempt.kind };
    expect({ ...about, status, error }).toEqual({ ...about, status: 200, error: null });
    if (data?.ok) kept.push({ ...attempt, value: data.value });
    else {
      const refusal = data?.refusal as { code: string; message: string; fields: object };
      expect(refusal, JSON.stringify(about)).toMatchObject({
        message: expect.stringMatching(/\w.*\.$/s),
      });
      expect(refusal.code, JSON.stringify(about)).toMatch(
        /^(invalid_|conflict|not_found|unknown_currency)/,
      );
    }
  }
  return kept;
}

const idOf = (value: unknown) => (value as { id: string }).id;

describe('hostile texts in forms', () => {
  it('are kept as they are for an influencer, or refused', async () => {
    let count = 0;
    const named = function* () {
      for (const attempt of spoilt({ ...INFLUENCER_FORM, name: 'Ann' })) {
        count += 1;
        const body = attempt.body as typeof INFLUENCER_FORM;
        const platforms = body.platforms.map((account) =>
          account.handle === 'janedoe' ? { ...account, handle: `ann${count}` } : account,
        );
        const name = body.name === 'Ann' ? `Ann ${count}` : body.name;
        yield { ...attempt, body: { ...body, name, platforms } };
      }
    };
    const kept = await sendAll('/app/influencers/new', named());
    expect(kept.length).toBeGreaterThan(40);
    for (const { field, text, value } of kept) {
      const view = await glowy.work.read<InfluencerView>(`/app/influencers/${idOf(value)}`);
      const normal = text.replace(/\r\n?/g, '\n').trim();
      if (field === 'name') expect(view.name).toBe(normal);
      if (field === 'niche') expect(view.niche).toBe(normal);
      if (field === 'notes') expect(view.notes).toBe(normal);
    }
    expect(kept.filter(({ field }) => field === 'name').map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['script', 'query', 'emoji', 'right to left', 'formula']),
    );
  });

  it('are kept or refused for a campaign', async () => {
    let count = 0;
    const named = function* () {
      for (const attempt of spoilt({
        ...CAMPAIGN_FORM,
        budget: '10',
        targetCpa: '1',
        targetRoas: '2',
        utmCampaign: 'u',
        endsOn: '2027-01-01',
      })) {
        count += 1;
        const own = { name: `Campaign ${count}`, utmCampaign: `campaign-${count}` };
        yield {
          ...attempt,
          body: {
            ...own,
            ...(attempt.body as object),
            ...(attempt.field === 'name'
              ? { utmCampaign: own.utmCampaign }
              : attempt.field === 'utmCampaign'
                ? { name: own.name }
                : own),
          },
        };
      }
    };
    const kept = await sendAll('/app/campaigns/new', named());
    expect(kept.length).toBeGreaterThan(15);
    for (const { field, text, value } of kept.filter(({ field: name }) => name === 'name')) {
      expect({ field, name: (await glowy.work.campaign(idOf(value))).name }).toEqual({
        field,
        name: text.trim(),
      });
    }
  });

  it('are kept or refused for a collaboration, and escaped on her page in the shop', async () => {
    const campaignId = await glowy.work.addCampaign({ name: 'For everybody' });
    const product = [...glowy.shop.products.values()][0];
    const form = {
      ...START_FORM,
      amount: '',
      endsOn: '2027-01-01',
      usageLimit: '9',
      products: [{ id: `gid://shopify/Product/${product?.id}`, title: 'a' }],
    };
    let started = 0;
    for (const attempt of spoilt(form)) {
      const place = String(started).padStart(3, '0');
      const influencerId = await someone(place);
      const body = { ...(attempt.body as object), influencerIds: [influencerId] };
      const kept = await sendAll(`/app/campaigns/${campaignId}/add`, [{ ...attempt, body }]);
      started += kept.length;
    }
    expect(started).toBeGreaterThan(10);
    const { collaborations } = await glowy.work.provisioned(campaignId);
    expect(collaborations).toHaveLength(started);
    for (const { links, needsRepair } of collaborations) {
      expect(needsRepair).toBe(false);
      const page = await glowy.visitor().go(links.page ?? '');
      expect(page.status).toBe(200);
      for (const markup of RUNNABLE) expect(page.text).not.toContain(markup);
    }
  });

  /** One who is in no campaign yet; the same one again while she is not. */
  const someone = (() => {
    const known = new Map<string, string>();
    return async (place: string) => {
      const id =
        known.get(place) ??
        (await glowy.work.addInfluencer({ name: `Person ${place}`, platforms: [] }));
      known.set(place, id);
      return id;
    };
  })();

  it('are kept or refused for costs, settings and what only names a thing', async () => {
    const path = `/app/collaborations/${jane.id}`;
    const cost = {
      kind: 'fee',
      amount: '10',
      currency: 'USD',
      exchangeRate: '',
      incurredOn: jane.today,
      note: 'a',
    };
    const costs = await sendAll(path, spoilt({ intent: 'save-cost', id: null, cost }));
    expect(costs.length).toBeGreaterThan(8);
    await sendAll(path, spoilt({ intent: 'status', status: 'active' }));
    await sendAll(path, spoilt({ intent: 'remove-cost', id: 'x' }));
    await sendAll('/app/inbox', spoilt({ id: 'x' }));
    await sendAll(`/app/influencers/${jane.influencer.id}`, spoilt({ status: 'active' }));
    await sendAll(`/app/campaigns/${jane.campaign.id}`, spoilt({ intent: 'repair', ids: ['x'] }));
    await sendAll('/app/settings', spoilt(SETTINGS));
    await glowy.work.done('/app/settings', SETTINGS);
    await sendAll('/app/influencers/import', spoilt({ intent: 'check', csv: 'name\nAnn' }));
  });

  it('are kept or refused for channel rules and for claims', async () => {
    const conditions = [
      { field: 'source', operator: 'is', value: 'a' },
      { field: 'referrer_host', operator: 'contains', value: 'b' },
    ];
    const rules = [{ channel: 'email', conditions }];
    const visit = { address: '/?utm_source=a', referrer: 'b.example' };
    const tried = await sendAll('/app/settings/channels', spoilt({ intent: 'try', rules, visit }));
    expect(tried.length).toBeGreaterThan(20);
    await sendAll('/app/settings/channels', spoilt({ intent: 'preview', rules }));
    await sendAll('/app/settings/channels', spoilt({ intent: 'save', rules }));
    const attribution = {
      influencerDays: '30',
      otherDays: '30',
      channelDays: [{ channel: 'email', days: '7' }],
      codeCounts: true,
      codeBeatsLink: false,
      ignoreDirect: false,
      firstPercent: '40',
      lastPercent: '40',
      halfLifeDays: '7',
      minimumConversions: '2000',
    };
    for (const intent of ['preview', 'apply']) {
      await sendAll('/app/settings/attribution', spoilt({ intent, rules: attribution }));
    }
    await sendAll('/app/data-quality', spoilt({ intent: 'compare' }));
    const her = { influencerId: jane.influencer.id, collaborationId: jane.id };
    const code = { kind: 'code', code: 'NOBODYS' };
    const utm = { kind: 'utm', source: 'a', medium: 'b', campaign: 'c' };
    for (const trace of [code, utm]) {
      const claim = { trace, ...her };
      await sendAll('/app/data-quality/claim', spoilt({ intent: 'preview', claim }));
      const given = await sendAll('/app/data-quality/claim', spoilt({ intent: 'apply', claim }));
      expect(given.length).toBeGreaterThan(5);
    }
  });

  const SETTINGS = {
    defaultModel: 'last_touch',
    codeTemplate: '{FIRSTNAME}{PERCENT}',
    codePrefix: '',
    source: '{influencer}',
    medium: 'influencer',
    campaign: '{campaign}',
    content: '{platform}-{format}',
    term: '',
    micro: '10000',
    mid: '100000',
    macro: '500000',
    mega: '1000000',
  };

  it('run nowhere, on none of the screens that show them', async () => {
    const lists = [
      '/app',
      '/app/influencers',
      '/app/campaigns',
      '/app/orders',
      '/app/journeys',
      '/app/settings',
      '/app/inbox',
      '/app/data-quality',
      '/app/data-quality/claim',
      `/app/data-quality/claim?code=${encodeURIComponent('<script>alert(1)</script>')}`,
      '/app/settings/channels',
      '/app/settings/attribution',
      `/app/collaborations/${jane.id}`,
      `/app/campaigns/${jane.campaign.id}/add`,
    ];
    const { rows } = await influencers();
    const people = rows
      .slice(0, 30)
      .flatMap(({ id }) => [`/app/influencers/${id}`, `/app/influencers/${id}/edit`]);
    for (const path of [...lists, ...people]) {
      const { status, html } = await glowy.merchant.openDocument(path);
      expect({ path, status }).toEqual({ path, status: 200 });
      for (const markup of RUNNABLE)
        expect({ path, holds: html.includes(markup) }).toEqual({ path, holds: false });
    }
  });

  it('compute nothing in the files that are made of them', async () => {
    const quality = ['data-quality', 'comparisons', 'unknown-codes', 'unknown-utm'];
    const tables = ['influencers', 'campaigns', 'ranking', `costs?id=${jane.id}`, ...quality];
    for (const table of tables) {
      const response = await glowy.merchant.fetch(`/app/export/${table}`);
      expect(response.status).toBe(200);
      const text = await response.text();
      expect(text).not.toMatch(/(^|,|\n)"?[=@]/);
      if (table === 'influencers') expect(text).toContain(`"'=HYPERLINK`);
    }
  });
});
