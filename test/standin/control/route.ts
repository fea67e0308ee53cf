import { StandinRefusal } from '../orders/refusal.ts';
import type { Shop, World } from '../state/world.ts';

type RouteInput = {
  world: World;
  /** The path's captured parts. */
  params: readonly (string | undefined)[];
  query: URLSearchParams;
  body: unknown;
};

/** One call of the control API; what `run` returns is sent as JSON, ids as strings. */
export type Route = {
  method: 'GET' | 'POST';
  /** Below /__control. */
  path: RegExp;
  run(input: RouteInput): unknown;
};

/** By domain, or by its first label. Throws StandinRefusal. */
export function shopBy(world: World, name: string | undefined): Shop {
  const shop = world.shops.get(name ?? '') ?? world.shops.get(`${name}.myshopify.com`);
  if (!shop) throw new StandinRefusal(`there is no shop ${name}`);
  return shop;
}
