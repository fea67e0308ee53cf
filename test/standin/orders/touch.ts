import type { Order, World } from '../state/world.ts';

/**
 * Marks the order as changed at `at` (default: the world's now). Webhook bodies carry whole seconds,
 * so that updated_at moves on by at least one: a later body is always recognisable as later.
 * Returns the instant of the change.
 */
export function touch(world: World, order: Order, at: number = world.clock.now()): number {
  const next = Math.floor(order.updatedAt / 1000) * 1000 + 1000;
  order.updatedAt = Math.max(at, next);
  return order.updatedAt;
}
