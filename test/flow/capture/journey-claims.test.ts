import { expect, it } from 'vitest';
import { applyClaim } from '#app/flow/claims/apply-claim.server.ts';
import { previewClaim } from '#app/flow/claims/preview-claim.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { makeEvent } from '#test/factories/journey.ts';
import { makeShop } from '#test/factories/shop.ts';
import { engage } from '../intake/local-shop.ts';
import { journeyOf, settleJourneys, tellOrder } from './journeys.ts';

freshDatabase();

const day = (number: number) => `2026-11-0${number}T12:00:00Z`;

it('a journey holds the buyer’s own answer, and visits that a merchant gives to somebody', async () => {
  const shop = await makeShop();
  const jane = await engage(shop.id, 'JANE15');
  const max = await engage(shop.id, 'MAX10', 'Max Muster');
  await makeEvent(shop.id, 'v', { browser: 'tab', at: day(1), url: '/?utm_source=Podcast' });
  await makeEvent(shop.id, 'paid', {
    browser: 'tab',
    at: day(2),
    type: 'checkout_completed',
    checkoutToken: 'token-1',
  });
  await tellOrder(shop, '1', { at: day(2), token: 'token-1', answer: 'Jane Doe' });
  await settleJourneys(shop.id);
  expect(await journeyOf(shop.id, 1n)).toMatchObject([
    { key: 'visit', influencerId: null, channel: 'unassigned' },
    { key: 'survey', influencerId: jane.influencerId, sources: ['survey'] },
  ]);
  const { influencerId, collaborationId } = max;
  const trace = { kind: 'utm' as const, source: 'podcast', medium: null, campaign: null };
  const draft = { trace, influencerId, collaborationId };
  expect(await previewClaim(shop.id, draft)).toMatchObject({
    orders: 1,
    gained: 1,
    revenue: { first_touch: 2000n, linear: 1000n },
  });
  await applyClaim(shop.id, draft);
  await settleJourneys(shop.id);
  expect(await journeyOf(shop.id, 1n)).toMatchObject([
    { key: 'visit', influencerId, channel: 'influencer' },
    { key: 'survey' },
  ]);
});
