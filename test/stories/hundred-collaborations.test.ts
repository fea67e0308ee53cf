import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import type { AddView } from '#app/views/campaign-form-view.server.ts';
import type { CampaignView } from '#app/views/campaign-view.server.ts';
import { issueOfflineToken } from '#test/standin/identity/installation.ts';
import { sendToAdmin } from '#test/standin/start-test-shop.ts';
import { eventually } from './eventually.ts';
import { START_FORM } from './merchant-work.ts';
import { openHouse } from './open-house.ts';
import { decimal, type ShopStory } from './shop-story.ts';

const open = openHouse();

const HOW_MANY = 100;
const THINGS = 3 * HOW_MANY;

let glowy: ShopStory;
let campaignId: string;
const progress: number[] = [];

const look = async (): Promise<CampaignView> => {
  const view = await glowy.work.campaign(campaignId);
  progress.push(view.progress?.done ?? (view.collaborations.length === 0 ? 0 : THINGS));
  return view;
};
const until = (done: number) =>
  eventually(
    async () => (await look()).progress?.done ?? THINGS,
    (now) => now >= done,
    { what: `${done} of ${THINGS} things` },
  );

/** What the merchant made by hand before, under names that the app would like to use. */
async function makeByHand(): Promise<void> {
  const { world, shop } = glowy;
  if (!shop.installation) throw new Error('the app is not installed');
  const { accessToken } = issueOfflineToken(world, shop.installation);
  const { standin } = open.house();
  const discount = `mutation($d: DiscountCodeBasicInput!) { discountCodeBasicCreate(basicCodeDiscount: $d) { userErrors { message } } }`;
  const page = `mutation($p: PageCreateInput!) { pageCreate(page: $p) { userErrors { message } } }`;
  const code = {
    title: 'By hand',
    code: 'jane153',
    startsAt: '2026-01-01T00:00:00Z',
    context: { all: 'ALL' },
    customerGets: { value: { percentage: 0.5 }, items: { all: true } },
  };
  const answers = [
    await sendToAdmin(standin, shop, accessToken, discount, { d: code }),
    await sendToAdmin(standin, shop, accessToken, page, {
      p: { title: 'By hand', handle: 'jane-person7' },
    }),
  ];
  for (const { errors } of answers) if (errors.length > 0) throw new Error(JSON.stringify(errors));
}

beforeAll(async () => {
  glowy = await open.openShop({ plan: 'plus' });
  await makeByHand();
  const lines = Array.from(
    { length: HOW_MANY },
    (_, place) => `Jane Person${place},jane.person${place},${place * 1000}`,
  );
  const csv = ['name,instagram_handle,instagram_followers', ...lines].join('\n');
  expect(await glowy.work.importInfluencers(csv)).toEqual({ created: HOW_MANY, updated: 0 });
  campaignId = await glowy.work.addCampaign();
  const { influencers } = await glowy.work.read<AddView>(`/app/campaigns/${campaignId}/add`);

  // 150 points instead of 20,000, which come back at 1,000 a second.
  glowy.shop.bucket = { available: 150, at: glowy.world.clock.now() };
  await glowy.work.startCollaborations(
    campaignId,
    influencers.map(({ id }) => id),
  );

  await until(15);
  glowy.shop.misbehaviour.breakAfterMutation = 1;
  await until(45);
  glowy.shop.misbehaviour.throttle = 6;
  glowy.shop.misbehaviour.breakAfterMutation = 2;
  await until(90);
  // Two mutations are carried out without the app hearing of it, and then it is gone itself.
  glowy.shop.misbehaviour.breakAfterMutation = 1;
  await open.house().app().kill();
  await pause(50);
  await open.house().restartApp();
  await until(200);
  glowy.shop.misbehaviour.breakAfterMutation = 1;
  await open.house().app().kill();
  await open.house().restartApp();
  await glowy.work.provisioned(campaignId);
  await look();
});

it('ends with exactly one live code, page and redirect for each influencer', async () => {
  const { collaborations, progress: left } = await glowy.work.campaign(campaignId);
  expect(left).toBeNull();
  expect(collaborations).toHaveLength(HOW_MANY);
  expect(new Set(collaborations.map(({ status }) => status))).toEqual(new Set(['active']));
  expect(new Set(collaborations.map(({ influencer }) => influencer.id)).size).toBe(HOW_MANY);

  const { discounts, pages, redirects } = glowy.shop;
  const made = [...discounts.values()].filter(({ title }) => title !== 'By hand');
  const codes = made.flatMap((discount) => discount.codes.map(({ code }) => code));
  expect(codes.sort()).toEqual(
    collaborations.flatMap((one) => one.codes.map(({ code }) => code)).sort(),
  );
  expect(new Set(codes.map((code) => code.toUpperCase())).size).toBe(HOW_MANY);
  expect(made.every(({ active }) => active)).toBe(true);

  const handles = [...pages.values()]
    .filter(({ title }) => title !== 'By hand')
    .map(({ handle }) => handle);
  expect(handles.sort()).toEqual(
    collaborations
      .map(({ links }) => new URL(links.page ?? '').pathname.replace('/pages/', ''))
      .sort(),
  );
  expect([...redirects.values()].map(({ path }) => path).sort()).toEqual(
    handles.map((handle) => `/${handle}`),
  );
});

it('left alone what the merchant had made by hand', () => {
  const byHand = [...glowy.shop.discounts.values()].filter(({ title }) => title === 'By hand');
  expect(byHand).toMatchObject([{ codes: [{ code: 'jane153' }], value: { fraction: 0.5 } }]);
  const pages = [...glowy.shop.pages.values()].filter(({ title }) => title === 'By hand');
  expect(pages).toMatchObject([{ handle: 'jane-person7', bodyHtml: '' }]);
});

it('showed all the while how far it was, and never went back', () => {
  expect(progress).toEqual([...progress].sort((left, right) => left - right));
  expect(new Set(progress).size).toBeGreaterThan(10);
  expect(progress.at(-1)).toBe(THINGS);
});

it('credits a sale with any of the hundred codes to its owner', async () => {
  const { collaborations } = await glowy.work.campaign(campaignId);
  const some = collaborations.filter((_, place) => place % 20 === 3);
  const sold = some.map(({ codes }, place) =>
    glowy.sell({ codes: [codes[0]?.code ?? ''], email: `buyer${place}@example.com` }),
  );
  await glowy.settled();
  for (const [place, order] of sold.entries()) {
    const { decisions } = await glowy.order(order);
    const amount = { amount: decimal(glowy.truth(order)), currency: 'USD' };
    expect(decisions.find(({ model }) => model === 'last_touch')?.shares).toMatchObject([
      { to: some[place]?.influencer.name, amount },
    ]);
  }
});

it('adds nobody twice when the same hundred are added again', async () => {
  const { collaborations } = await glowy.work.campaign(campaignId);
  const answer = await glowy.work.send<{ ids: string[]; skipped: string[] }>(
    `/app/campaigns/${campaignId}/add`,
    { ...START_FORM, influencerIds: collaborations.map(({ influencer }) => influencer.id) },
  );
  expect(answer).toMatchObject({ ok: true, value: { ids: [] } });
  expect(answer.ok && answer.value.skipped).toHaveLength(HOW_MANY);
});
