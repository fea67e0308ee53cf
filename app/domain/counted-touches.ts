import { type AttributionWindows, journeyFor, type Touch } from './journey.ts';

/**
 * The touchpoints among which an order's sales are shared: the known ones inside the windows; without any, the one
 * that stands for nobody. Empty where the windows rule out that one too, and a new one is to be made.
 */
export function countedTouches<One extends Touch>(
  touches: readonly One[],
  orderAt: Date,
  windows: AttributionWindows,
): One[] {
  const within = (some: readonly One[]) => {
    const { inWindow } = journeyFor(some, orderAt, windows);
    return inWindow.flatMap((touch) => some.find(({ id }) => id === touch.id) ?? []);
  };
  const known = within(touches.filter(({ kind }) => kind !== 'unknown'));
  return known.length > 0 ? known : within(touches.filter(({ kind }) => kind === 'unknown'));
}
