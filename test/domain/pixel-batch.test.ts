import { describe, expect, it } from 'vitest';
import * as door from '#app/domain/pixel-batch.ts';
import * as addresses from '#app/domain/storefront-address.ts';
import type { Batch, WireEvent } from '#extensions/tracking-pixel/src/wire.ts';
import * as wire from '#extensions/tracking-pixel/src/wire.ts';

const RECEIVED = new Date('2026-11-21T12:00:00.000Z');

const EVENT: WireEvent = {
  id: 'sh-1',
  type: 'checkout_completed',
  at: '2026-11-21T11:59:50.000Z',
  url: '/checkouts?utm_source=jane',
  referrer: null,
  productId: '1',
  checkoutToken: 'token-1',
  orderId: '9223372036854775807',
  codes: ['JANE10'],
};
const BATCH: Batch = {
  v: 1,
  shop: 'glowy.myshopify.com',
  visitor: '11111111-2222-4333-8444-555555555555',
  sentAt: '2026-11-21T12:00:00.000Z',
  events: [EVENT],
};

const readBatch = (change: object) => door.readPixelBatch({ ...BATCH, ...change }, RECEIVED);
const readEvent = (change: object) => readBatch({ events: [{ ...EVENT, ...change }] });

describe('what a pixel posts', () => {
  it('is read to the last field', () => {
    expect(readBatch({})).toEqual({
      shop: BATCH.shop,
      visitorId: BATCH.visitor,
      refused: [],
      events: [
        {
          eventId: 'sh-1',
          type: 'checkout_completed',
          occurredAt: new Date(EVENT.at),
          receivedAt: RECEIVED,
          visitorId: BATCH.visitor,
          url: EVENT.url,
          referrer: null,
          productId: '1',
          checkoutToken: 'token-1',
          orderId: EVENT.orderId,
          codes: ['JANE10'],
        },
      ],
    });
  });

  it('may be a bare visit of somebody unknown', () => {
    const { id, at } = EVENT;
    const events = [{ id, at, type: 'visit', url: '/', referrer: 'https://a.example/?secret' }];
    expect(readBatch({ visitor: null, events })).toMatchObject({
      visitorId: null,
      events: [{ referrer: 'https://a.example/', productId: null, orderId: null, codes: [] }],
    });
  });

  it('has the bounds that the pixel keeps', () => {
    const { MOST_BYTES, MOST_CODES, MOST_EVENTS, LONGEST_VALUE } = door;
    const { LONGEST_REFERRER, LONGEST_URL } = addresses;
    expect(wire).toMatchObject({ MOST_BYTES, MOST_CODES, MOST_EVENTS, LONGEST_VALUE });
    expect(wire).toMatchObject({ LONGEST_REFERRER, LONGEST_URL });
  });

  it.each([
    ['', 'text'],
    ['', null],
    ['', []],
    ['v', { ...BATCH, v: 2 }],
    ['shop', { ...BATCH, shop: 'glowy.example' }],
    ['shop', { ...BATCH, shop: undefined }],
    ['visitor', { ...BATCH, visitor: 'somebody' }],
    ['visitor', { ...BATCH, visitor: undefined }],
    ['sentAt', { ...BATCH, sentAt: 'now' }],
    ['sentAt', { ...BATCH, sentAt: '2026-02-30T00:00:00Z' }],
    ['sentAt', { ...BATCH, sentAt: '2026-11-21T12:00:00' }],
    ['events', { ...BATCH, events: [] }],
    ['events', { ...BATCH, events: {} }],
    ['events', { ...BATCH, events: Array(51).fill(EVENT) }],
  ])('is refused as a whole: case %#, for %s', (at, given) => {
    const refusal = door.readPixelBatch(given, RECEIVED);
    expect(refusal).toMatchObject({ at });
    expect(refusal).toHaveProperty('reason');
  });

  it.each([
    ['id', { id: '' }],
    ['id', { id: 'x'.repeat(101) }],
    ['id', { id: 'a b' }],
    ['id', { id: 7 }],
    ['type', { type: 'page_viewed' }],
    ['at', { at: '21.11.2026' }],
    ['at', { at: '2026-11-14T11:59:59.999Z' }],
    ['url', { url: 'https://glowy.example/' }],
    ['url', { url: `/${'x'.repeat(2_048)}` }],
    ['referrer', { referrer: 'javascript:alert(1)' }],
    ['referrer', { referrer: undefined }],
    ['productId', { productId: 'gid://shopify/Product/1' }],
    ['productId', { productId: 1 }],
    ['orderId', { orderId: '9223372036854775808' }],
    ['orderId', { orderId: '' }],
    ['checkoutToken', { checkoutToken: 'x'.repeat(256) }],
    ['checkoutToken', { checkoutToken: 'null\u0000' }],
    ['codes', { codes: Array(11).fill('A') }],
    ['codes.0', { codes: [''] }],
    ['codes.1', { codes: ['A', '\u0000'] }],
    ['codes.0', { codes: ['\ud800'] }],
    ['codes.0', { codes: ['x'.repeat(256)] }],
  ])('loses only the bad event: case %#, for %s', (at, change) => {
    const events = [
      { ...EVENT, ...change },
      { ...EVENT, id: 'sh-2' },
    ];
    const read = readBatch({ events });
    expect(read).toMatchObject({ events: [{ eventId: 'sh-2' }], refused: [{ event: 0, at }] });
  });

  it('may hold fields of a later pixel, which are left', () => {
    expect(readEvent({ email: 'a@b.example' })).toEqual(readBatch({}));
  });

  it('dates nothing later than it came', () => {
    expect(readEvent({ at: '2027-01-01T00:00:00Z' })).toMatchObject({
      events: [{ occurredAt: RECEIVED }],
    });
  });
});
