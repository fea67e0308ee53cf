import { beforeAll, describe, expect, it } from 'vitest';
import { setScopes } from '#test/standin/control/shop-actions.ts';
import { expireTokens, installApp } from '#test/standin/identity/installation.ts';
import { eventually } from './eventually.ts';
import { openHouse } from './open-house.ts';
import type { ShopStory } from './shop-story.ts';
import { shopRow } from './what-is-stored.ts';

const open = openHouse();

describe('what the app may do', () => {
  let story: ShopStory;
  let campaignId: string;

  beforeAll(async () => {
    story = await open.openShop({ handle: 'scopes' });
    campaignId = await story.work.addCampaign();
  });

  it('is written down when it changes; what it may not do is said and can be repaired', async () => {
    const all = [...story.world.app.scopes];
    setScopes(
      story.world,
      story.shop,
      all.filter((scope) => scope !== 'write_discounts'),
    );
    await story.settled();
    expect((await shopRow(open, story))?.scopes).not.toContain('write_discounts');

    const influencerId = await story.work.addInfluencer();
    const [id = ''] = await story.work.startCollaborations(campaignId, [influencerId]);
    const refused = await eventually(
      () => story.work.collaboration(id),
      ({ needsRepair }) => needsRepair,
      { what: 'the refusal' },
    );
    expect(refused.objects.find(({ kind }) => kind === 'discount')).toMatchObject({
      state: 'failed',
      problem: expect.stringMatching(/\w/),
    });
    expect(story.shop.discounts.size).toBe(0);

    installApp(story.world, story.shop);
    await story.settled();
    expect((await shopRow(open, story))?.scopes).toContain('write_discounts');
    await story.work.done(`/app/collaborations/${id}`, { intent: 'repair' });
    const { collaborations } = await story.work.provisioned(campaignId);
    expect(collaborations).toMatchObject([{ status: 'active', needsRepair: false }]);
    expect(story.shop.discounts.size).toBe(1);
  });
});

describe('access tokens that have run out', () => {
  let story: ShopStory;
  let campaignId: string;

  const runOut = async () => {
    expireTokens(story.world, story.shop);
    await open.stored(`update session set expires = now() - interval '1 minute' where shop = $1`, [
      story.shop.domain,
    ]);
  };
  const refreshes = () =>
    [...(story.shop.installation?.refreshTokens.values() ?? [])].filter(
      ({ supersedes }) => supersedes !== null,
    ).length;

  beforeAll(async () => {
    story = await open.openShop({ handle: 'tokens' });
    campaignId = await story.work.addCampaign();
  });

  it('are refreshed by the worker, once for many uses', async () => {
    const names = ['Ann Ash', 'Bea Birch', 'Cleo Cedar', 'Dora Dogwood', 'Eve Elm'];
    const ids = await Promise.all(
      names.map((name) => story.work.addInfluencer({ name, platforms: [] })),
    );
    // Started while Shopify is away, so that the worker meets the dead token alone.
    story.shop.misbehaviour.outageUntil = story.world.clock.now() + 1_500;
    await story.work.startCollaborations(campaignId, ids);
    await runOut();
    const before = refreshes();
    await eventually(
      () => story.shop.discounts.size,
      (made) => made === names.length,
      { what: 'the codes' },
    );
    expect(refreshes() - before).toBe(1);
    const { collaborations } = await story.work.provisioned(campaignId);
    expect(collaborations.every(({ status }) => status === 'active')).toBe(true);
  });

  it('are renewed too when Shopify ends them before their time', async () => {
    const before = refreshes();
    expireTokens(story.world, story.shop);
    const id = await story.work.addInfluencer({ name: 'Gil Gum', platforms: [] });
    await story.work.startCollaborations(campaignId, [id]);
    const { collaborations } = await story.work.provisioned(campaignId);
    expect(collaborations.every(({ status }) => status === 'active')).toBe(true);
    expect(refreshes() - before).toBe(1);
  });

  it('do not keep a merchant out, who asks for many screens at once', async () => {
    await runOut();
    const paths = [
      '/app',
      '/app/influencers',
      '/app/campaigns',
      '/app/orders',
      '/app/inbox',
      '/app/settings',
    ];
    const answers = await Promise.all(paths.map((path) => story.merchant.ask(path)));
    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 200));
    const id = await story.work.addInfluencer({ name: 'Fay Fir', platforms: [] });
    await story.work.startCollaborations(campaignId, [id]);
    const { collaborations } = await story.work.provisioned(campaignId);
    expect(collaborations.every(({ status }) => status === 'active')).toBe(true);
  });
});
