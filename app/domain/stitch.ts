import { type ClickOwner, clickOwners } from './click-owner.ts';
import {
  JOINS,
  type JoinedBy,
  type LinkClick,
  type PixelVisit,
  type StitchEvidence,
  type TiedOrder,
  VISIT_MS,
} from './journey-evidence.ts';

export type StitchedClick = LinkClick & {
  readonly joinedBy: JoinedBy | null;
  /** The browser that followed the link, where it is known. */
  readonly visitorId: string | null;
};
export type StitchedVisit = PixelVisit & { readonly joinedBy: JoinedBy };
export type Stitched = {
  readonly clicks: readonly StitchedClick[];
  readonly visits: readonly StitchedVisit[];
  /** Clicks that the order names although they are another customer's: it says no word of its own by them. */
  readonly foreign: readonly string[];
  /** Visits in the order's browsers that are another customer's. */
  readonly strangersVisits: readonly PixelVisit[];
  /** Whether something that happened in the browser where the order was placed is another customer's. */
  readonly isStrangers: (contact: { readonly occurredAt: Date }) => boolean;
};

/** What the order itself says. `landingClick` stands in its landing site, `cartClick` in its cart. */
export type StitchedOrder = TiedOrder & {
  readonly landingClick: string | null;
  readonly cartClick: string | null;
};

/** A browser in which more customers bought is a till, or somebody's invention. */
const MOST_CUSTOMERS = 20;
/** A customer of more browsers is a counter's account and no person. */
const MOST_BROWSERS = 20;

/**
 * The clicks and visits that led to an order, and by which join each is known. Only what was told ties, nothing is
 * guessed:
 * - browsers of the order: by its checkout token, by its number as the pixel told it (only where the order has no
 *   token to check that by), by the cart, or by a click that the order names and the browser itself told, while the
 *   click's visit goes on;
 * - browsers of the other orders of the same customer, and no further;
 * - clicks that the order names, clicks of these browsers, and what else the same door cookie followed.
 * A contact belongs to the customer who bought next in that browser, else to the one who bought there last; another
 * customer's is left out. Customers that Shopify does not know count as the same person. Nothing lies after the
 * order, and the result does not depend on the order of the evidence.
 */
export function stitch(order: StitchedOrder, evidence: StitchEvidence): Stitched {
  const owners = clickOwners(evidence.clicks, evidence.tellings);
  const ties = believedTies(evidence, owners);
  const browsers = browsersOf(order, evidence.orders, ties);
  const isTheirs = ownershipOf(order, evidence, ties, owners);
  const inBrowsers = evidence.visits.flatMap((visit): StitchedVisit[] => {
    const joinedBy = browsers.get(visit.visitorId);
    return joinedBy && visit.occurredAt <= order.processedAt ? [{ ...visit, joinedBy }] : [];
  });
  const visits = inBrowsers.filter((visit) => isTheirs(visit.visitorId, visit));
  const strangersVisits = inBrowsers.filter((visit) => !visits.includes(visit));
  const clicks = evidence.clicks.flatMap((click): StitchedClick[] => {
    if (click.occurredAt > order.processedAt) return [];
    const found = joinOfClick(click, order, { browsers, owners, isTheirs, evidence });
    return found ? [{ ...click, ...found }] : [];
  });
  const foreign = [order.landingClick, order.cartClick].flatMap((clickId) => {
    const owner = owners.get(clickId ?? '');
    const isForeign = owner && browsers.has(owner.visitorId) && !isTheirs(owner.visitorId, owner);
    return clickId !== null && isForeign ? [clickId] : [];
  });
  const placedIn = [...browsers].filter(([, joinedBy]) => joinedBy !== 'customer');
  const isStrangers = (contact: { readonly occurredAt: Date }) =>
    placedIn.some(([visitorId]) => !isTheirs(visitorId, contact));
  return { clicks, visits, foreign, strangersVisits, isStrangers };
}

type OrderTie = { visitorId: string; orderId: bigint; by: Exclude<JoinedBy, 'customer'> };

/** The ties that stand up to what else is known. */
function believedTies(evidence: StitchEvidence, owners: ClickOwners): OrderTie[] {
  const orders = new Map(evidence.orders.map((order) => [order.orderId, order]));
  const told = evidence.ties.filter(
    ({ by, orderId }) => by !== 'order' || orders.get(orderId)?.checkoutToken === null,
  );
  const byClick = evidence.carried.flatMap(({ orderId, clickId }): OrderTie[] => {
    const [owner, order] = [owners.get(clickId), orders.get(orderId)];
    if (!owner || !order) return [];
    const since = order.processedAt.getTime() - owner.occurredAt.getTime();
    return since >= 0 && since <= VISIT_MS
      ? [{ visitorId: owner.visitorId, orderId, by: 'click' }]
      : [];
  });
  const all = [...told, ...byClick];
  const customers = Map.groupBy(all, ({ visitorId }) => visitorId);
  return all.filter(({ visitorId }) => {
    const here = customers.get(visitorId)?.map(({ orderId }) => orders.get(orderId)?.customerId);
    return new Set(here?.filter((id) => id !== null)).size <= MOST_CUSTOMERS;
  });
}

/** The browsers of an order and of its customer, each by the surest join. */
function browsersOf(
  order: TiedOrder,
  orders: readonly TiedOrder[],
  ties: readonly OrderTie[],
): Map<string, JoinedBy> {
  const found = new Map<string, JoinedBy>();
  for (const { visitorId, orderId, by } of ties) {
    if (orderId !== order.orderId) continue;
    const known = found.get(visitorId);
    found.set(visitorId, known ? surer(known, by) : by);
  }
  if (order.customerId === null) return found;
  const siblings = new Set(
    orders
      .filter(
        ({ customerId, orderId }) => customerId === order.customerId && orderId !== order.orderId,
      )
      .map(({ orderId }) => orderId),
  );
  const theirs = ties.filter(({ orderId }) => siblings.has(orderId));
  const others = new Set(theirs.map(({ visitorId }) => visitorId).filter((id) => !found.has(id)));
  if (others.size <= MOST_BROWSERS) for (const id of others) found.set(id, 'customer');
  return found;
}

type ClickOwners = ReadonlyMap<string, ClickOwner>;
type Ownership = (visitorId: string, contact: { occurredAt: Date }) => boolean;

/** Whether a contact of a browser is this order's customer's. */
function ownershipOf(
  order: TiedOrder,
  { orders, clicks }: StitchEvidence,
  ties: readonly OrderTie[],
  owners: ClickOwners,
): Ownership {
  const known = new Map(orders.map((each) => [each.orderId, each]));
  const ordersIn = Map.groupBy(ties, ({ visitorId }) => visitorId);
  const aliases = namesOfBrowsers(clicks, owners);
  return (visitorId, { occurredAt }) => {
    const { customerId } = order;
    if (customerId === null) return true;
    const placed = [visitorId, ...(aliases.get(visitorId) ?? [])]
      .flatMap((name) => ordersIn.get(name) ?? [])
      .flatMap(({ orderId }) => known.get(orderId) ?? [])
      .filter((each) => each.customerId !== null);
    const times = placed.map(({ processedAt }) => processedAt.getTime());
    const next = times.filter((time) => time >= occurredAt.getTime());
    const deciding = next.length > 0 ? Math.min(...next) : Math.max(...times);
    const buyers = placed.filter(({ processedAt }) => processedAt.getTime() === deciding);
    return buyers.length === 0 || buyers.some((each) => each.customerId === customerId);
  };
}

/** Browsers forget the names that scripts gave them, while the door's cookie stays: the other names of each. */
function namesOfBrowsers(
  clicks: readonly LinkClick[],
  owners: ClickOwners,
): Map<string, readonly string[]> {
  const named = clicks.flatMap(({ clickId, cookie }) => {
    const owner = owners.get(clickId);
    return cookie !== null && owner?.isAtOnce ? [{ cookie, visitorId: owner.visitorId }] : [];
  });
  const byCookie = Map.groupBy(named, ({ cookie }) => cookie);
  return new Map(
    named.map(({ visitorId }) => {
      const cookies = named.filter((each) => each.visitorId === visitorId);
      const names = cookies.flatMap(({ cookie }) => byCookie.get(cookie) ?? []);
      return [visitorId, [...new Set(names.map((each) => each.visitorId))]];
    }),
  );
}

type Around = {
  browsers: ReadonlyMap<string, JoinedBy>;
  owners: ClickOwners;
  isTheirs: Ownership;
  evidence: StitchEvidence;
};

function joinOfClick(
  click: LinkClick,
  order: StitchedOrder,
  { browsers, owners, isTheirs, evidence }: Around,
): Pick<StitchedClick, 'joinedBy' | 'visitorId'> | null {
  const owner = owners.get(click.clickId);
  const visitorId = owner?.visitorId ?? null;
  const isNamed = [order.landingClick, order.cartClick].includes(click.clickId);
  const isOwn = visitorId !== null && browsers.has(visitorId);
  const isForeign = isOwn && !isTheirs(visitorId, click);
  if (isNamed && !isForeign && (isOwn || !isToldByAny(click.clickId, browsers, evidence))) {
    const joinedBy = order.landingClick === click.clickId ? null : 'cart';
    return { joinedBy, visitorId: isOwn ? visitorId : null };
  }
  if (isOwn && !isForeign) {
    return { joinedBy: weaker(browsers.get(visitorId), 'click'), visitorId };
  }
  if (click.cookie === null) return null;
  let best: JoinedBy | null = null;
  for (const other of evidence.clicks) {
    const by = owners.get(other.clickId);
    if (other.cookie !== click.cookie || !by?.isAtOnce || !browsers.has(by.visitorId)) continue;
    if (!isTheirs(by.visitorId, click)) continue;
    const joinedBy = weaker(browsers.get(by.visitorId), 'click');
    best = best ? surer(best, joinedBy) : joinedBy;
  }
  return best && { joinedBy: best, visitorId };
}

/** The order names a click that one of its browsers told late or second: somebody forwarded the address. */
function isToldByAny(
  clickId: string,
  browsers: ReadonlyMap<string, JoinedBy>,
  { tellings }: StitchEvidence,
): boolean {
  return tellings.some((each) => each.clickId === clickId && browsers.has(each.visitorId));
}

function surer(left: JoinedBy, right: JoinedBy): JoinedBy {
  return JOINS.indexOf(left) <= JOINS.indexOf(right) ? left : right;
}

function weaker(left: JoinedBy | undefined, right: JoinedBy): JoinedBy {
  return left === undefined || surer(left, right) === left ? right : left;
}
