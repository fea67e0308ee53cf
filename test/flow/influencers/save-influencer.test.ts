import { describe, expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import { findInfluencer } from '#app/db/influencer-store.server.ts';
import { ensureShop } from '#app/db/shop-store.server.ts';
import type { InfluencerDraft } from '#app/domain/influencer-draft.ts';
import { saveInfluencer } from '#app/flow/influencers/save-influencer.server.ts';
import { setInfluencerStatus } from '#app/flow/influencers/set-influencer-status.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';

freshDatabase();

let shops = 0;
function newShop(): Promise<number> {
  shops += 1;
  return ensureShop(prisma(), `s${shops}.myshopify.com`);
}

function draft(given: Partial<InfluencerDraft> = {}): InfluencerDraft {
  return {
    name: 'Jane Doe',
    email: null,
    platforms: [],
    niche: null,
    notes: null,
    status: 'active',
    ...given,
  };
}

const account = (handle: string, followers: number) => ({
  platform: 'instagram' as const,
  handle,
  followers,
  url: null,
});

describe('saving an influencer', () => {
  it('keeps all she is, and the greatest audience', async () => {
    const shopId = await newShop();
    const { id } = await saveInfluencer(
      shopId,
      draft({
        email: 'jane@example.com',
        niche: 'skin care',
        notes: 'line one\nline two',
        platforms: [account('jane', 900), account('jane.two', 52_000)],
      }),
    );
    expect(await findInfluencer(prisma(), shopId, id)).toMatchObject({
      slug: 'jane-doe',
      email: 'jane@example.com',
      notes: 'line one\nline two',
      followers: 52_000n,
      platforms: [{ handle: 'jane.two' }, { handle: 'jane' }],
    });
  });

  it('replaces everything but the slug', async () => {
    const shopId = await newShop();
    const { id } = await saveInfluencer(shopId, draft({ platforms: [account('jane', 5)] }));
    await saveInfluencer(shopId, draft({ name: 'Jane Roe', platforms: [] }), id);
    expect(await findInfluencer(prisma(), shopId, id)).toMatchObject({
      name: 'Jane Roe',
      slug: 'jane-doe',
      followers: 0n,
      platforms: [],
    });
  });

  it('gives namesakes different slugs, however many come at once', async () => {
    const shopId = await newShop();
    const emails = Array.from({ length: 8 }, (_, place) => `jane${place}@example.com`);
    await Promise.all(emails.map((email) => saveInfluencer(shopId, draft({ email }))));
    const rows = await prisma().influencer.findMany({ where: { shopId } });
    expect(rows.map(({ slug }) => slug).sort()).toEqual([
      'jane-doe',
      ...[2, 3, 4, 5, 6, 7, 8].map((number) => `jane-doe-${number}`),
    ]);
  });

  it('refuses the same name and e-mail, whatever the case, also at the same moment', async () => {
    const shopId = await newShop();
    const one = draft({ email: 'Jane@Example.com' });
    const other = draft({ name: 'JANE DOE', email: 'jane@example.COM' });
    const results = await Promise.allSettled([one, other].map((d) => saveInfluencer(shopId, d)));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(saveInfluencer(shopId, one)).rejects.toMatchObject({
      code: 'conflict',
      details: { field: 'name' },
    });
    const { id } = await saveInfluencer(shopId, draft({ name: 'Ann' }));
    await expect(saveInfluencer(shopId, one, id)).rejects.toMatchObject({ code: 'conflict' });
    expect((await findInfluencer(prisma(), shopId, id))?.name).toBe('Ann');
  });

  it('names the field that is wrong', async () => {
    const shopId = await newShop();
    const wrong: [Partial<InfluencerDraft>, string][] = [
      [{ name: '  ' }, 'name'],
      [{ name: 'x'.repeat(121) }, 'name'],
      [{ name: 'a\u0000b' }, 'name'],
      [{ email: 'not an address' }, 'email'],
      [{ platforms: [account('jane', -1)] }, 'platforms.0.followers'],
      [{ platforms: [account('jane', 1), account('JANE', 2)] }, 'platforms'],
    ];
    for (const [given, field] of wrong) {
      await expect(saveInfluencer(shopId, draft(given))).rejects.toMatchObject({
        code: 'invalid_input',
        details: { field },
      });
    }
  });

  it.each([
    `Robert'); DROP TABLE influencer;--`,
    '<script>alert(1)</script>',
    '{{7*7}} #{x} %s %00',
    '名前 كاتبة 🌸 e\u0301',
  ])('stores hostile and foreign names as they are: %s', async (name) => {
    const shopId = await newShop();
    const { id } = await saveInfluencer(shopId, draft({ name }));
    const row = await findInfluencer(prisma(), shopId, id);
    expect(row?.name).toBe(name);
    expect(row?.slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('does not find what is not there', async () => {
    const shopId = await newShop();
    for (const id of ['01890000-0000-7000-8000-000000000000', 'new', "' or 1=1"]) {
      await expect(saveInfluencer(shopId, draft(), id)).rejects.toMatchObject({
        code: 'not_found',
      });
      await expect(setInfluencerStatus(shopId, id, 'paused')).rejects.toMatchObject({
        code: 'not_found',
      });
    }
  });

  it('changes her status', async () => {
    const shopId = await newShop();
    const { id } = await saveInfluencer(shopId, draft());
    await setInfluencerStatus(shopId, id, 'archived');
    expect((await findInfluencer(prisma(), shopId, id))?.status).toBe('archived');
  });
});
