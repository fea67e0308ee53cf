import type { CostKind } from '#app/domain/cost.ts';
import { dayOfColumn, type ShownMoney, shownDay, shownMoney } from './shown.ts';

/** One cost as a list shows it and a form takes it up again. */
export type ShownCost = {
  readonly id: string;
  readonly collaborationId: string;
  readonly kind: CostKind;
  readonly day: string;
  readonly dayText: string;
  readonly amount: ShownMoney;
  /** The same in the shop's currency. */
  readonly shopAmount: ShownMoney;
  readonly exchangeRate: string | null;
  readonly note: string;
};

type Row = {
  id: string;
  collaborationId: string;
  kind: string;
  incurredOn: Date;
  amountMinor: bigint;
  currency: string;
  shopMinor: bigint;
  exchangeRate: string | null;
  note: string;
};

export function shownCost(row: Row, shopCurrency: string): ShownCost {
  const day = dayOfColumn(row.incurredOn);
  return {
    id: row.id,
    collaborationId: row.collaborationId,
    kind: row.kind as CostKind,
    day,
    dayText: shownDay(day),
    amount: shownMoney(row.amountMinor, row.currency),
    shopAmount: shownMoney(row.shopMinor, shopCurrency),
    exchangeRate: row.exchangeRate,
    note: row.note,
  };
}
