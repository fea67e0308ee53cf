import { describe, expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import { ensureShop } from '#app/db/shop-store.server.ts';
import {
  importInfluencers,
  previewInfluencers,
} from '#app/flow/influencers/import-influencers.server.ts';
import { setInfluencerStatus } from '#app/flow/influencers/set-influencer-status.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';

freshDatabase();

let shops = 0;
function newShop(): Promise<number> {
  shops += 1;
  return ensureShop(prisma(), `s${shops}.myshopify.com`);
}

const FILE = `name,email,niche,instagram_handle,instagram_followers
Jane Doe,jane@example.com,skin care,jane,12.5k
Ann Bee,,hair,annb,900
`;

const people = (shopId: number) =>
  prisma().influencer.findMany({
    where: { shopId },
    orderBy: { name: 'asc' },
    include: { platforms: { orderBy: { platform: 'asc' } } },
  });

describe('importing influencers', () => {
  it('creates everybody, and updates them the next time', async () => {
    const shopId = await newShop();
    expect(await importInfluencers(shopId, FILE)).toEqual({ created: 2, updated: 0 });
    expect(await importInfluencers(shopId, FILE)).toEqual({ created: 0, updated: 2 });
    expect(await people(shopId)).toMatchObject([
      { name: 'Ann Bee', email: null, followers: 900n },
      { name: 'Jane Doe', niche: 'skin care', followers: 12_500n },
    ]);
  });

  it('adds to people who are there: accounts and status stay, empty cells take nothing away', async () => {
    const shopId = await newShop();
    await importInfluencers(shopId, FILE);
    const [, jane] = await people(shopId);
    await setInfluencerStatus(shopId, jane?.id ?? '', 'archived');
    await importInfluencers(
      shopId,
      'name;email;tiktok_handle;tiktok_followers\nJANE DOE;JANE@example.com;jane.tok;1.2M\n',
    );
    expect((await people(shopId))[1]).toMatchObject({
      slug: 'jane-doe',
      niche: 'skin care',
      status: 'archived',
      followers: 1_200_000n,
      platforms: [{ handle: 'jane' }, { handle: 'jane.tok' }],
    });
  });

  it('writes nothing at all when one line is wrong', async () => {
    const shopId = await newShop();
    const broken = `${FILE}Cat Dee,not an address,,cat,5\n`;
    await expect(importInfluencers(shopId, broken)).rejects.toMatchObject({
      code: 'invalid_input',
      details: { field: 'csv', line: 4, errors: 1 },
    });
    expect(await people(shopId)).toEqual([]);
    const preview = await previewInfluencers(shopId, broken);
    expect(preview.errors).toMatchObject([{ line: 4 }]);
    expect(preview.rows.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['Jane Doe', 'create'],
      ['Ann Bee', 'create'],
    ]);
  });

  it('shows beforehand who is new, and changes nothing by it', async () => {
    const shopId = await newShop();
    await importInfluencers(shopId, FILE);
    const preview = await previewInfluencers(shopId, `${FILE}Cat Dee,,,,\n`);
    expect(preview.rows.map(({ outcome }) => outcome)).toEqual(['update', 'update', 'create']);
    expect(await people(shopId)).toHaveLength(2);
  });

  it('imports a file twice at the same moment without making anybody twice', async () => {
    const shopId = await newShop();
    const results = await Promise.all([1, 2, 3].map(() => importInfluencers(shopId, FILE)));
    expect(results.map(({ created }) => created).sort()).toEqual([0, 0, 2]);
    expect(await people(shopId)).toHaveLength(2);
  });

  it('takes the largest file that is allowed', async () => {
    const shopId = await newShop();
    const lines = Array.from(
      { length: 5_000 },
      (_, place) => `Jane ${place % 100},${place}@e.example`,
    );
    const csv = ['name,email', ...lines].join('\n');
    expect(await importInfluencers(shopId, csv)).toEqual({ created: 5_000, updated: 0 });
  });
});
