import type { Random } from './random.ts';
import type { SeasonOrder } from './season.ts';

/** What is done to an order later. `line` is a place in its lines; `share` a part of its goods, in percent. */
export type Change =
  | { readonly kind: 'pay' }
  | { readonly kind: 'cancel'; readonly refund: boolean }
  | { readonly kind: 'refund_all' }
  | { readonly kind: 'refund_line'; readonly line: number; readonly restock: boolean }
  | { readonly kind: 'refund_amount'; readonly share: number }
  | { readonly kind: 'refund_shipping' }
  | { readonly kind: 'edit_add' }
  | { readonly kind: 'edit_remove'; readonly line: number };

export type SeasonChange = { readonly at: number; readonly order: number; readonly change: Change };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Weights per thousand orders; the rest stays as it was bought. */
const FATES: readonly (readonly [fate: Change['kind'] | 'nothing', weight: number])[] = [
  ['nothing', 868],
  ['cancel', 20],
  ['refund_all', 18],
  ['refund_line', 46],
  ['refund_amount', 12],
  ['refund_shipping', 10],
  ['edit_add', 15],
  ['edit_remove', 11],
];

/** What becomes of an order after it was placed, in order of time. */
export function changesOf(random: Random, order: SeasonOrder): SeasonChange[] {
  if (order.test) return [];
  const on = (change: Change, after: number): SeasonChange => ({
    at: order.at + after,
    order: order.key,
    change,
  });
  const line = random.whole(0, order.lines.length - 1);
  const later = random.whole(3, 16) * DAY + random.whole(1, 20) * HOUR;
  if (!order.paid) {
    const soon = random.whole(5, 50) * HOUR;
    return [
      random.chance(0.6) ? on({ kind: 'pay' }, soon) : on({ kind: 'cancel', refund: false }, soon),
    ];
  }
  const fate = random.weigh(FATES);
  switch (fate) {
    case 'nothing':
      return [];
    case 'cancel':
      return [on({ kind: 'cancel', refund: true }, random.whole(1, 20) * HOUR)];
    case 'refund_line': {
      const first = on({ kind: 'refund_line', line, restock: random.chance(0.7) }, later);
      const shippingToo = random.chance(0.2);
      return shippingToo ? [first, on({ kind: 'refund_shipping' }, later + DAY)] : [first];
    }
    case 'refund_amount':
      return [on({ kind: 'refund_amount', share: random.whole(5, 30) }, later)];
    case 'edit_add':
      return [on({ kind: 'edit_add' }, HOUR), on({ kind: 'pay' }, 2 * HOUR)];
    case 'edit_remove': {
      const removed = on({ kind: 'edit_remove', line }, HOUR);
      return order.lines.length > 1 ? [removed] : [];
    }
    default:
      return [on({ kind: fate }, later)];
  }
}
