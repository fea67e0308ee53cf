import { prisma } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { creditFor } from '#app/domain/attribution-model.ts';
import type { Channel } from '#app/domain/channel.ts';
import { dayOf } from '#app/domain/day.ts';
import type { TouchKind } from '#app/domain/journey.ts';

type GivenTouch = {
  channel?: Channel;
  kind?: TouchKind;
  evidence?: string;
  influencerId?: string | null;
  collaborationId?: string | null;
  code?: string;
  occurredAt?: Date;
};

type Given = {
  at: Date;
  netMinor: bigint;
  /** The journey, in its order. */
  touches: readonly GivenTouch[];
  name?: string;
  codes?: readonly string[];
  newCustomer?: boolean;
  currency?: string;
  test?: boolean;
  cancelled?: boolean;
  /** Leaves the order without credit, as between intake and attribution. */
  isWaiting?: boolean;
  orderId?: bigint;
};

let lastId = 9_007_199_254_741_000n;

/** An order of one line with its journey and the credit that the domain gives it. Returns its id. */
export async function makeOrder(shop: ShopRow, given: Given): Promise<bigint> {
  lastId += 7n;
  const orderId = given.orderId ?? lastId;
  const shopId = shop.id;
  const currency = given.currency ?? shop.currency;
  const counts = !given.test && !given.cancelled;
  const netMinor = counts ? given.netMinor : 0n;
  await prisma().order.create({
    data: {
      shopId,
      orderId,
      name: given.name ?? `#${orderId % 100_000n}`,
      test: given.test ?? false,
      createdAt: given.at,
      processedAt: given.at,
      sourceUpdatedAt: given.at,
      cancelledAt: given.cancelled ? given.at : null,
      currency,
      presentmentCurrency: currency,
      taxesIncluded: false,
      totalMinor: given.netMinor,
      presentmentTotalMinor: given.netMinor,
      discountMinor: 0n,
      taxMinor: 0n,
      shippingMinor: 0n,
      tipMinor: 0n,
      attributes: [],
      receivedAt: given.at,
    },
  });
  await prisma().orderLine.create({ data: lineOf(shopId, orderId, given.netMinor) });
  await prisma().orderDiscountCode.createMany({
    data: (given.codes ?? []).map((code, position) => ({
      shopId,
      orderId,
      position,
      code,
      codeKey: code.toUpperCase(),
      type: 'percentage',
      amountMinor: 0n,
    })),
  });
  const touches = await makeTouches(shopId, orderId, given);
  if (!given.isWaiting) await writeCredit(shop, orderId, currency, netMinor, given, touches);
  return orderId;
}

function lineOf(shopId: number, orderId: bigint, netMinor: bigint) {
  return {
    shopId,
    orderId,
    lineId: orderId + 1n,
    position: 0,
    title: 'Serum',
    quantity: 1,
    currentQuantity: 1,
    unitPriceMinor: netMinor,
    discountMinor: 0n,
    taxMinor: 0n,
    presentmentUnitPriceMinor: netMinor,
    presentmentDiscountMinor: 0n,
    presentmentTaxMinor: 0n,
    isGiftCard: false,
  };
}

function makeTouches(shopId: number, orderId: bigint, { touches, at }: Given) {
  const rows = touches.map((touch, position) =>
    prisma().touchpoint.create({
      data: {
        shopId,
        orderId,
        sourceKey: `order:${orderId}:${position}`,
        occurredAt: touch.occurredAt ?? at,
        kind: touch.kind ?? (touch.influencerId ? 'code' : 'landing'),
        channel: touch.channel ?? (touch.influencerId ? 'influencer' : 'direct'),
        influencerId: touch.influencerId ?? null,
        collaborationId: touch.collaborationId ?? null,
        code: touch.code ?? null,
        evidence: touch.evidence ?? (touch.influencerId ? 'code' : 'none'),
      },
    }),
  );
  return Promise.all(rows);
}

async function writeCredit(
  shop: ShopRow,
  orderId: bigint,
  currency: string,
  netMinor: bigint,
  given: Given,
  touches: Awaited<ReturnType<typeof makeTouches>>,
) {
  const shopId = shop.id;
  const day = new Date(dayOf(given.at, shop.timeZone));
  await prisma().attributedOrder.create({
    data: {
      shopId,
      orderId,
      day,
      currency,
      netMinor,
      counted: given.test || given.cancelled ? 0 : 1,
      newCustomer: given.newCustomer ?? null,
      rulesVersion: 0,
    },
  });
  const credit = creditFor(
    netMinor,
    touches.map((row) => ({
      id: String(row.touchpointId),
      kind: row.kind as TouchKind,
      channel: row.channel as Channel,
      influencerId: row.influencerId,
      collaborationId: row.collaborationId,
      occurredAt: row.occurredAt,
    })),
  );
  await prisma().credit.createMany({
    data: touches.map((row, position) => ({
      shopId,
      orderId,
      touchpointId: row.touchpointId,
      position,
      day,
      channel: row.channel,
      influencerId: row.influencerId,
      collaborationId: row.collaborationId,
      firstTouch: credit.first_touch[position] ?? 0n,
      lastTouch: credit.last_touch[position] ?? 0n,
      linear: credit.linear[position] ?? 0n,
      lastNonDirect: credit.last_non_direct[position] ?? 0n,
      positionBased: credit.position_based[position] ?? 0n,
      timeDecay: credit.time_decay[position] ?? 0n,
      markov: credit.markov[position] ?? 0n,
      shapley: credit.shapley[position] ?? 0n,
    })),
  });
}
