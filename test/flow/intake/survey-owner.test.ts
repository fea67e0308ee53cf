import { beforeAll, describe, expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import { putSettings } from '#app/db/settings-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { statements } from '#app/db/statements.server.ts';
import { DEFAULT_SETTINGS } from '#app/domain/settings.ts';
import { surveyOwnerOf } from '#app/flow/intake/survey-owner.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { makeCampaign } from '#test/factories/campaign.ts';
import { makeCollaboration } from '#test/factories/collaboration.ts';
import { makeInfluencer } from '#test/factories/influencer.ts';
import { makeShop } from '#test/factories/shop.ts';

freshDatabase();

let shop: ShopRow;
const who = new Map<string, string>();

beforeAll(async () => {
  shop = await makeShop({ timeZone: 'America/New_York' });
  const account = (
    platform: 'instagram' | 'tiktok',
    handle: string,
    url: string | null = null,
  ) => ({
    platform,
    handle,
    followers: 1,
    url,
  });
  const people: [string, string, ReturnType<typeof account>[]][] = [
    ['jane', 'Jane Doe', [account('instagram', 'Jane.Doe'), account('tiktok', 'twin')]],
    ['mia', 'Mía Rose', [account('instagram', 'twin', 'https://mia.example/about')]],
    ['ann', 'Ann Lee', []],
    ['other ann', 'Ann Lee', [account('instagram', 'otherann')]],
  ];
  for (const [name, full, platforms] of people) {
    const email = `${name.replace(' ', '.')}@example.com`;
    who.set(name, await makeInfluencer(shop.id, { name: full, email, platforms }));
  }
});

async function meant(answer: string, at = '2026-06-01T12:00:00Z', name = 'hdyhau') {
  const order = { attributes: [{ name, value: answer }], processedAt: new Date(at) };
  return surveyOwnerOf(statements(), shop, order);
}

describe('surveyOwnerOf', () => {
  it.each([
    ['jane doe', 'jane'],
    ['@jane.doe', 'jane'],
    ['Jane.Doe', 'jane'],
    ['instagram.com/jane.doe', 'jane'],
    ['Jane Doe on Instagram', 'jane'],
    ['tiktok.com/@twin', 'jane'],
    ['instagram.com/twin', 'mia'],
    ['https://mia.example/about/', 'mia'],
    ['Mía Rose', 'mia'],
    ['@otherann', 'other ann'],
  ])('%s is %s', async (answer, name) => {
    expect((await meant(answer))?.influencerId).toBe(who.get(name));
  });

  it.each([
    ['Ann Lee', 'two of one name'],
    ['twin', 'two accounts of one handle'],
    ['Jane Doe and Mía Rose', 'two people'],
    ['Instagram', 'no person'],
    ['Somebody Else', 'nobody whom the shop knows'],
    ['%', 'nothing'],
  ])('%s is nobody: %s', async (answer) => {
    expect(await meant(answer)).toBeNull();
  });

  it('asks the attribute that the merchant named', async () => {
    const jane = who.get('jane');
    expect((await meant('Jane Doe', undefined, 'who sent you?'))?.influencerId).toBe(jane);
    await putSettings(prisma(), shop.id, { ...DEFAULT_SETTINGS, surveyAttribute: 'Wer war es?' });
    expect(await meant('Jane Doe')).toBeNull();
    expect((await meant('Jane Doe', undefined, 'WER WAR ES'))?.influencerId).toBe(jane);
    await prisma().shopSettings.deleteMany({ where: { shopId: shop.id } });
  });

  it('credits the collaboration that had begun last, in the shop’s days; a code its own', async () => {
    const influencerId = who.get('mia') ?? '';
    const begins = ['2026-03-01', '2026-05-01', '2026-07-01'];
    const ids: string[] = [];
    for (const [n, day] of begins.entries()) {
      const campaignId = await makeCampaign(shop.id, { startsOn: new Date(day) });
      const code = `MIA${n}`;
      ids.push(await makeCollaboration(shop.id, { influencerId, campaignId, code }));
    }
    const at = async (instant: string) => (await meant('mia rose', instant))?.collaborationId;
    expect(await at('2026-02-01T12:00:00Z')).toBeNull();
    expect(await at('2026-05-01T03:00:00Z')).toBe(ids[0]);
    expect(await at('2026-05-01T05:00:00Z')).toBe(ids[1]);
    expect(await at('2026-12-01T00:00:00Z')).toBe(ids[2]);
    expect(await meant('mia0', '2026-12-01T00:00:00Z')).toEqual({
      influencerId,
      collaborationId: ids[0],
    });
  });
});
