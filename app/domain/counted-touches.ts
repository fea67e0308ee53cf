import { type AttributionRules, journeyByRules } from './attribution-rules.ts';
import type { Touch } from './journey.ts';

/**
 * The touchpoints among which an order's sales are shared: the known ones that the rules leave; without any, the one
 * that stands for nobody. Empty where the rules take out that one too, and a new one is to be made.
 */
export function countedTouches<One extends Touch>(
  touches: readonly One[],
  orderAt: Date,
  rules: AttributionRules,
): One[] {
  const left = (some: readonly One[]) => {
    const { inWindow } = journeyByRules(some, orderAt, rules);
    return inWindow.flatMap((touch) => some.find(({ id }) => id === touch.id) ?? []);
  };
  const known = left(touches.filter(({ kind }) => kind !== 'unknown'));
  return known.length > 0 ? known : left(touches.filter(({ kind }) => kind === 'unknown'));
}
