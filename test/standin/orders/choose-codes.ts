import type { Discount, Shop } from '../state/world.ts';
import { discountAmounts, type PricedCart } from './discount-amounts.ts';
import { classOf, findCode, type Refusal, refusalOf } from './discount-eligibility.ts';

/** Shopify's limits for one order. */
const MOST_CODES = 5;
/** More entered codes than this are refused before any sums: subsets are tried one by one. */
const MOST_CANDIDATES = 10;

export type ChosenCode = { code: string; discount: Discount };
export type RefusedCode = { code: string; reason: Refusal };

/**
 * Picks from the entered codes those that apply together: of all sets in which every two discounts
 * allow each other, the one that saves the customer most (then the one with more codes, then the
 * one with the earlier codes). The rest is returned with the reason.
 */
export function chooseCodes(
  shop: Shop,
  entered: readonly string[],
  cart: PricedCart,
  buyer: { email: string | null; at: number },
): { chosen: ChosenCode[]; refused: RefusedCode[] } {
  const refused: RefusedCode[] = [];
  const candidates: ChosenCode[] = [];
  const lines = cart.lines.map(({ line }) => line);
  for (const text of entered) {
    const found = findCode(shop, text);
    if (found === null) {
      refused.push({ code: text.trim(), reason: 'not_found' });
      continue;
    }
    if (candidates.some((other) => other.code === found.code)) continue;
    const reason =
      refusalOf(shop, found.discount, { lines, ...buyer }) ??
      (candidates.length >= MOST_CANDIDATES ? 'too_many' : null);
    if (reason === null) candidates.push(found);
    else refused.push({ code: found.code, reason });
  }
  const chosen = bestSet(shop, candidates, cart);
  const fits = chosen.filter(({ discount }) => classOf(discount) !== 'shipping').length;
  for (const candidate of candidates) {
    if (chosen.includes(candidate)) continue;
    const full = fits >= MOST_CODES && chosen.every((other) => combine(other, candidate));
    refused.push({ code: candidate.code, reason: full ? 'too_many' : 'not_combinable' });
  }
  return { chosen, refused };
}

function bestSet(shop: Shop, candidates: readonly ChosenCode[], cart: PricedCart): ChosenCode[] {
  let best: { set: ChosenCode[]; saved: number } = { set: [], saved: 0 };
  // Bit 0 is the last code, so that counting down tries sets with the earlier codes first.
  for (let bits = 2 ** candidates.length - 1; bits > 0; bits -= 1) {
    const set = candidates.filter((_, place) => (bits >> (candidates.length - 1 - place)) & 1);
    if (!allowed(set)) continue;
    const amounts = discountAmounts(
      shop,
      set.map(({ discount }) => discount),
      cart,
    );
    if (amounts.idle) continue;
    const saved = [...amounts.perLine.flat(), ...amounts.shipping].reduce((a, b) => a + b, 0);
    if (saved > best.saved || (saved === best.saved && set.length > best.set.length)) {
      best = { set, saved };
    }
  }
  return best.set;
}

function allowed(set: readonly ChosenCode[]): boolean {
  const shipping = set.filter(({ discount }) => classOf(discount) === 'shipping').length;
  if (shipping > 1 || set.length - shipping > MOST_CODES) return false;
  return set.every((left, at) => set.slice(at + 1).every((right) => combine(left, right)));
}

/** Both sides must allow the other's class, and a discount never meets itself under a second code. */
function combine(left: ChosenCode, right: ChosenCode): boolean {
  return (
    left.discount.id !== right.discount.id &&
    left.discount.combinesWith[classOf(right.discount)] &&
    right.discount.combinesWith[classOf(left.discount)]
  );
}
