import { z } from 'zod';
import { rulesOfVersion } from '#app/db/attribution-rules-store.server.ts';
import { prisma } from '#app/db/client.server.ts';
import { creditsFromRow } from '#app/db/credit-row.server.ts';
import { readSurroundings } from '#app/db/journey-evidence-store.server.ts';
import { namesByBrowser } from '#app/db/report-store-journey.server.ts';
import { findOrderReport, type OrderReport } from '#app/db/report-store-orders.server.ts';
import { getSettings } from '#app/db/settings-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { byModel, MODELS, type Model } from '#app/domain/attribution-model.ts';
import { type AttributionRules, journeyByRules } from '#app/domain/attribution-rules.ts';
import { carriedClicks, carriedIds } from '#app/domain/carried-ids.ts';
import type { RuledOutReason, Touch } from '#app/domain/journey.ts';
import { netSales } from '#app/domain/net-sales.ts';
import { stitch } from '#app/domain/stitch.ts';
import { missing } from './missing.ts';
import { orderFactsFrom, touchFrom } from './order-facts.ts';
import { madeBySentences, ruledOutSentence, rulesSentences } from './rule-sentence.ts';
import {
  type ShownInstant,
  type ShownMoney,
  shownInstant,
  shownInstantOrNull,
  shownMoney,
} from './shown.ts';
import { type ShownTouch, shownTouches } from './shown-touch.ts';

export type OrderView = {
  readonly id: string;
  readonly name: string;
  readonly placedAt: ShownInstant;
  readonly receivedAt: ShownInstant;
  readonly cancelledAt: ShownInstant | null;
  readonly test: boolean;
  readonly financialStatus: string | null;
  readonly newCustomer: boolean | null;
  readonly codes: readonly string[];
  readonly currency: string;
  /** What the buyer saw, when that was another currency. */
  readonly presentment: ShownMoney | null;
  /** True while the credit below may be about to change. */
  readonly isWaiting: boolean;
  /** The touchpoints that count, in the order of the journey, with what each model gives. */
  readonly journey: readonly (ShownTouch & {
    readonly credit: Readonly<Record<Model, ShownMoney>>;
  })[];
  readonly ruledOut: readonly (ShownTouch & { readonly reason: string })[];
  /** Visits in the order's browsers that are another customer's. */
  readonly strangersVisits: number;
  /** Who gets what under each model, in one line per model; nobody when nothing is to be shared. */
  readonly decisions: readonly {
    readonly model: Model;
    readonly shares: readonly {
      readonly to: string;
      readonly amount: ShownMoney;
      /** The evidence that the share rests on. */
      readonly because: string;
    }[];
  }[];
  /** The rules that made the credit, in sentences. */
  readonly rules: { readonly version: number; readonly sentences: readonly string[] };
  readonly defaultModel: Model;
  /** The Markov credit is shared by position: there was too little data when it was worked out. */
  readonly isMarkovByPosition: boolean;
  /** Net sales step by step; gross − discounts − refunds = net. */
  readonly arithmetic: {
    readonly gross: ShownMoney;
    readonly discounts: ShownMoney;
    readonly refunds: ShownMoney;
    readonly net: ShownMoney;
    /** Why the order is worth nothing in the figures, null when it counts. */
    readonly outOfFigures: 'test' | 'cancelled' | null;
    /** Paid as well, and never part of net sales. */
    readonly leftOut: readonly { readonly what: string; readonly amount: ShownMoney }[];
  };
  readonly lines: readonly {
    readonly id: string;
    readonly title: string;
    readonly quantity: number;
    readonly isGiftCard: boolean;
    readonly net: ShownMoney;
  }[];
};

/**
 * Why an order is credited to whom: every touchpoint with its evidence, what each model gives each of them, what
 * was ruled out and why, and how net sales come about. @throws AppError not_found
 */
export async function orderView(shop: ShopRow, idText: string | undefined): Promise<OrderView> {
  if (!/^\d{1,18}$/.test(idText ?? '')) throw missing('order');
  const [settings, report] = await Promise.all([
    getSettings(prisma(), shop.id),
    findOrderReport(prisma(), shop.id, BigInt(idText ?? '')),
  ]);
  if (!report) throw missing('order');
  const { order, attributed } = report;
  const version = attributed?.rulesVersion ?? shop.rulesVersion;
  const [otherOrders, strangers, rules] = await Promise.all([
    otherOrdersOf(shop, report),
    strangersVisits(shop, report),
    rulesOfVersion(prisma(), shop.id, version),
  ]);
  const shown = shownTouches(report, otherOrders, shop.timeZone);
  const journey = journeyOf(report, shown);
  return {
    id: String(order.orderId),
    name: order.name,
    placedAt: shownInstant(order.processedAt, shop.timeZone),
    receivedAt: shownInstant(order.receivedAt, shop.timeZone),
    cancelledAt: shownInstantOrNull(order.cancelledAt, shop.timeZone),
    test: order.test,
    financialStatus: order.financialStatus,
    newCustomer: attributed?.newCustomer ?? null,
    codes: report.codes.map(({ code }) => code),
    currency: order.currency,
    presentment:
      order.presentmentCurrency === order.currency
        ? null
        : shownMoney(order.presentmentTotalMinor, order.presentmentCurrency),
    isWaiting: report.isWaiting || attributed === null,
    journey,
    ruledOut: ruledOutOf(report, shown, rules),
    strangersVisits: strangers,
    decisions: MODELS.map((model) => ({ model, shares: sharesOf(report, shown, model) })),
    rules: {
      version,
      sentences: [...madeBySentences(version, attributed?.fit ?? null), ...rulesSentences(rules)],
    },
    defaultModel: settings.defaultModel,
    isMarkovByPosition: journey.length > 1 && attributed !== null && attributed.fit === null,
    ...salesOf(report),
  };
}

type Shown = ReadonlyMap<string, ShownTouch>;

/** The orders that made the customer's other browsers known. */
function otherOrdersOf(shop: ShopRow, { order, touchpoints }: OrderReport) {
  const browsers = touchpoints.filter(({ joinedBy }) => joinedBy === 'customer');
  const visitorIds = browsers.flatMap(({ visitorId }) => visitorId ?? []);
  return namesByBrowser(prisma(), shop.id, order, visitorIds);
}

/** How many visits in the order's browsers are another customer's, who bought there next. */
async function strangersVisits(shop: ShopRow, { order }: OrderReport): Promise<number> {
  if (order.erasedAt !== null) return 0;
  const attributes = attributesSchema.parse(order.attributes);
  const carried = carriedIds({ ...order, attributes });
  const { evidence } = await readSurroundings(prisma(), shop.id, {
    ...order,
    cartVisitor: carried.visitorId,
    clickIds: carriedClicks(carried),
  });
  return stitch({ ...order, ...carried }, evidence).strangersVisits.length;
}

const attributesSchema = z.array(z.object({ name: z.string(), value: z.string() })).catch([]);

function journeyOf({ credits, order }: OrderReport, shown: Shown): OrderView['journey'] {
  return credits.flatMap((credit) => {
    const touch = shown.get(String(credit.touchpointId));
    if (!touch) return [];
    const amounts = creditsFromRow(credit);
    const money = (model: Model) => shownMoney(amounts[model], order.currency);
    return [
      {
        ...touch,
        credit: byModel(money),
      },
    ];
  });
}

/** The stand-in of an order without evidence is no contact; it is only shown where it carries the credit. */
function ruledOutOf(
  report: OrderReport,
  shown: Shown,
  rules: AttributionRules,
): OrderView['ruledOut'] {
  const counted = new Set(report.credits.map(({ touchpointId }) => String(touchpointId)));
  const touches = report.touchpoints.filter(({ kind }) => kind !== 'unknown').map(touchFrom);
  const { ruledOut, inWindow } = journeyByRules(touches, report.order.processedAt, rules);
  const reasons: { touch: Touch; reason: RuledOutReason | 'not_counted' }[] = [
    ...ruledOut,
    ...inWindow.map((touch) => ({ touch, reason: 'not_counted' as const })),
  ];
  return reasons.flatMap(({ touch, reason }) => {
    const seen = shown.get(touch.id);
    if (!seen || counted.has(touch.id)) return [];
    return [{ ...seen, reason: ruledOutSentence(reason, touch, rules) }];
  });
}

function sharesOf(report: OrderReport, shown: Shown, model: Model) {
  const shares = new Map<string, { minor: bigint; because: string[] }>();
  for (const credit of report.credits) {
    const minor = creditsFromRow(credit)[model];
    if (minor === 0n) continue;
    const touch = shown.get(String(credit.touchpointId));
    const to = touch?.influencer?.name ?? touch?.channel ?? 'Unknown';
    const share = shares.get(to) ?? { minor: 0n, because: [] };
    share.minor += minor;
    if (touch) share.because.push(touch.evidence);
    shares.set(to, share);
  }
  return [...shares].map(([to, { minor, because }]) => ({
    to,
    amount: shownMoney(minor, report.order.currency),
    because: because.join(' '),
  }));
}

function salesOf(report: OrderReport): Pick<OrderView, 'arithmetic' | 'lines'> {
  const { order, lines } = report;
  const sales = netSales(orderFactsFrom(report));
  const money = (minor: bigint) => shownMoney(minor, order.currency);
  const giftCards = lines
    .filter(({ isGiftCard }) => isGiftCard)
    .reduce((sum, line) => sum + line.unitPriceMinor * BigInt(line.quantity), 0n);
  const leftOut = [
    { what: 'Tax', minor: order.taxMinor },
    { what: 'Shipping', minor: order.shippingMinor },
    { what: 'Tips', minor: order.tipMinor },
    { what: 'Gift cards', minor: giftCards },
  ].filter(({ minor }) => minor !== 0n);
  return {
    arithmetic: {
      gross: money(sales.grossMinor),
      discounts: money(sales.discountMinor),
      refunds: money(sales.refundedMinor),
      net: money(sales.netMinor),
      outOfFigures: order.test ? 'test' : order.cancelledAt ? 'cancelled' : null,
      leftOut: leftOut.map(({ what, minor }) => ({ what, amount: money(minor) })),
    },
    lines: lines.map((line, position) => ({
      id: String(line.lineId),
      title: line.title,
      quantity: line.currentQuantity,
      isGiftCard: line.isGiftCard,
      net: money(sales.perLine[position]?.netMinor ?? 0n),
    })),
  };
}
