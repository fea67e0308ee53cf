import type { OrderListRow } from '#app/db/report-store-orders.server.ts';
import type { Model } from '#app/domain/attribution-model.ts';
import {
  type ShownInstant,
  type ShownMoney,
  shownInstant,
  shownMoney,
  shownMoneyOrNull,
} from './shown.ts';

/** One order in a list, with what one model gives each influencer. */
export type OrderRow = {
  readonly id: string;
  readonly name: string;
  readonly placedAt: ShownInstant;
  /** Why the order counts for nothing, null when it counts. */
  readonly outOfFigures: 'test' | 'cancelled' | null;
  readonly total: ShownMoney;
  /** Net sales; null while the order waits for attribution. */
  readonly net: ShownMoney | null;
  readonly newCustomer: boolean | null;
  readonly codes: readonly string[];
  readonly credits: readonly {
    readonly influencerId: string;
    readonly name: string;
    readonly amount: ShownMoney;
  }[];
};

/** Influencers whom the model gives nothing stay in the list with zero: they had a part in the order. */
export function orderRow(row: OrderListRow, model: Model, timeZone: string): OrderRow {
  return {
    id: String(row.orderId),
    name: row.name,
    placedAt: shownInstant(row.processedAt, timeZone),
    outOfFigures: row.test ? 'test' : row.cancelledAt ? 'cancelled' : null,
    total: shownMoney(row.totalMinor, row.currency),
    net: shownMoneyOrNull(row.netMinor, row.currency),
    newCustomer: row.newCustomer,
    codes: row.codes,
    credits: row.credits.map((credit) => ({
      influencerId: credit.influencerId,
      name: credit.name ?? 'Unknown influencer',
      amount: shownMoney(BigInt(credit[model]), row.currency),
    })),
  };
}
