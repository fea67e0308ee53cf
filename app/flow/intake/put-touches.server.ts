import { getChannelRules } from '#app/db/channel-rule-store.server.ts';
import { readSurroundings } from '#app/db/journey-evidence-store.server.ts';
import type { OrderHead } from '#app/db/order-store.server.ts';
import { findOwners } from '#app/db/owner-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { hasSeenTouches, replaceOrderTouches } from '#app/db/touchpoint-store.server.ts';
import { carriedClicks, carriedIds } from '#app/domain/carried-ids.ts';
import { type ClaimedTrace, ownersWithClaim } from '#app/domain/claim.ts';
import { EVIDENCE_LIFE_DAYS } from '#app/domain/journey-evidence.ts';
import { type OrderTouch, touchesOfOrder } from '#app/domain/order-touches.ts';
import { visitsOfOrder } from '#app/domain/order-visits.ts';
import type { Owner } from '#app/domain/owner.ts';
import type { MergedVisit } from '#app/domain/visit-merge.ts';
import { tracesOf } from '#app/domain/visit-traces.ts';
import { surveyOwnerOf } from './survey-owner.server.ts';

export type OwnTouches = {
  touches: OrderTouch[];
  /** Of an order whose evidence was erased or forgotten only the codes are told: what was made of the rest stands. */
  replaces: 'all' | 'codes';
  /** Whether the order itself is tied to any browser, or names a click. */
  hasTies: boolean;
};

/** An order and the codes on it → its touchpoints, as if `claim` were granted where one is given. */
export async function ownTouchesOf(
  tx: Statements,
  shop: ShopRow,
  order: OrderHead,
  codes: readonly string[],
  claim: { trace: ClaimedTrace; owner: Owner } | null = null,
): Promise<OwnTouches> {
  const isGone = await isEvidenceGone(tx, shop.id, order);
  const { visits, hasTies } = isGone ? NOTHING : await visitsOf(tx, shop, order);
  const found = await findOwners(tx, shop.id, tracesOf(visits, codes));
  const owners = claim ? ownersWithClaim(found, claim) : found;
  const survey = isGone ? null : await surveyOwnerOf(tx, shop, order);
  const rules = visits.length > 0 ? await getChannelRules(tx, shop.id) : [];
  const touches = touchesOfOrder(
    { ...order, codes, visits, survey },
    owners,
    ownHosts(shop),
    rules,
  );
  if (!isGone) return { touches, replaces: 'all', hasTies };
  return {
    touches: touches.filter(({ kind }) => kind === 'code'),
    replaces: 'codes',
    hasTies: false,
  };
}

/** Makes an order's touchpoints what its evidence says. Idempotent by their source keys. */
export async function putTouches(
  tx: Statements,
  shop: ShopRow,
  order: OrderHead,
  codes: readonly string[],
): Promise<Pick<OwnTouches, 'hasTies'>> {
  const { touches, replaces, hasTies } = await ownTouchesOf(tx, shop, order, codes);
  await replaceOrderTouches(tx, shop.id, order.orderId, touches, replaces);
  return { hasTies };
}

/** Of an older order a part of the usual window and the month before it may have been forgotten. */
const WHOLE_DAYS = EVIDENCE_LIFE_DAYS - 60;

async function isEvidenceGone(tx: Statements, shopId: number, order: OrderHead): Promise<boolean> {
  if (order.erasedAt !== null) return true;
  const age = Date.now() - order.processedAt.getTime();
  return age > WHOLE_DAYS * 86_400_000 && hasSeenTouches(tx, shopId, order.orderId);
}

type Told = { visits: readonly MergedVisit[]; hasTies: boolean };
const NOTHING: Told = { visits: [], hasTies: false };

async function visitsOf(tx: Statements, shop: ShopRow, order: OrderHead): Promise<Told> {
  const carried = carriedIds(order);
  const clickIds = carriedClicks(carried);
  const { evidence, moments } = await readSurroundings(tx, shop.id, {
    ...order,
    cartVisitor: carried.visitorId,
    clickIds,
  });
  const visits = visitsOfOrder({ ...order, carried }, evidence, moments, ownHosts(shop));
  const isTied = evidence.ties.some(({ orderId }) => orderId === order.orderId);
  return { visits, hasTies: isTied || clickIds.length > 0 };
}

function ownHosts(shop: ShopRow): string[] {
  const host = URL.parse(shop.primaryUrl)?.hostname;
  return host ? [shop.domain, host] : [shop.domain];
}
