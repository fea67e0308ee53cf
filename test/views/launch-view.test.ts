import { v7 as newId } from 'uuid';
import { describe, expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import { putLaunchCheck } from '#app/db/launch-check-store.server.ts';
import { insertLetter, type LetterState, moveLetter } from '#app/db/letter-store.server.ts';
import { getShop } from '#app/db/shop-store.server.ts';
import { briefOf } from '#app/domain/brief.ts';
import { briefView } from '#app/views/brief-view.server.ts';
import { launchView } from '#app/views/launch-view.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { localShopify, openShop, start } from '#test/flow/collaborations/open-shop.ts';

freshDatabase();
localShopify();

const TO = 'jane@example.com';

async function collaboration() {
  const { shopId } = await openShop();
  const id = await start(shopId, 'Jane Doe');
  return { shop: await getShop(prisma(), shopId), id };
}

describe('the launch of a collaboration', () => {
  it('is shown as last checked, in words', async () => {
    const { shop, id } = await collaboration();
    expect(await launchView(shop, id)).toMatchObject({
      check: null,
      letters: [],
      isSending: false,
    });
    await putLaunchCheck(prisma(), shop.id, id, {
      ranAt: new Date('2026-03-05T12:03:00Z'),
      passed: false,
      results: [{ check: 'embed', state: 'failed', reason: 'It is off.', repair: 'embed' }],
    });
    const { check, embedUrl } = await launchView(shop, id);
    expect(check).toMatchObject({
      passed: false,
      ranAt: { text: 'Mar 5, 2026, 07:03' },
      results: [{ label: 'Theme embed is on', reason: 'It is off.' }],
    });
    expect(embedUrl).toMatch(
      /^shopify:\/\/admin\/themes\/.*activateAppId=test-client-id\/visit-embed$/,
    );
  });

  const told: [LetterState, string | null, number, RegExp, boolean][] = [
    ['intended', null, 0, /is on its way/, true],
    ['intended', '451 busy', 0, /waits for the mail server \(451 busy\)/, true],
    ['sending', null, 0, /is being sent/, true],
    ['sending', null, 10, /may or may not have arrived/, false],
    ['failed', '550 no', 0, /could not be sent \(550 no\)/, false],
  ];
  it.each(told)(
    'tells of a letter that is %s (%s, %i min)',
    async (state, why, minutes, words, isSending) => {
      const { shop, id } = await collaboration();
      const letterId = newId();
      const content = { subject: 'S', text: 'T', html: 'H', qr: null };
      await insertLetter(prisma(), shop.id, {
        id: letterId,
        collaborationId: id,
        recipient: TO,
        content,
      });
      await moveLetter(prisma(), shop.id, letterId, 'intended', { state, errorMessage: why });
      const view = await launchView(shop, id, new Date(Date.now() + minutes * 60_000));
      expect(view.letters[0]?.sentence).toMatch(words);
      expect(view.letters[0]?.sentence).toContain(TO);
      expect(view.isSending).toBe(isSending);
    },
  );
});

describe('the brief before it is sent', () => {
  it('says what she hands out, and knows whether it can be sent', async () => {
    const { shop, id } = await collaboration();
    const view = await briefView(shop, id);
    expect(view).toMatchObject({
      isMailOn: false,
      recipient: '',
      facts: {
        code: 'JANE10',
        offer: '10% off your order',
        influencerName: 'Jane Doe',
        endsOn: null,
      },
    });
    expect(view.facts.link).toContain(`https://${shop.domain}/`);
    expect(view.qr).toMatch(/^data:image\/svg\+xml;base64,/);
    expect(briefOf(view.facts, '').text).toContain(view.facts.page);
  });

  it('promises nothing of a code that is the merchant’s own', async () => {
    const { shop, id } = await collaboration();
    await prisma().discountCode.updateMany({ where: { shopId: shop.id }, data: { adopted: true } });
    expect((await briefView(shop, id)).facts).toMatchObject({ offer: null, endsOn: null });
  });

  it('is nobody else’s', async () => {
    const { id } = await collaboration();
    const { shop } = await collaboration();
    await expect(briefView(shop, id)).rejects.toMatchObject({ code: 'not_found' });
  });
});
