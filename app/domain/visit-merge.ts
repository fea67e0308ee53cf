import { VISIT_MS } from './journey-evidence.ts';
import type { Sighting } from './sighting.ts';
import { clickIdFromUrl } from './utm.ts';
import { hasUtm, pageKey, siteKey, utmSetKey } from './visit-address.ts';

/** One visit with everything that saw it, the most exact sighting first. */
export type MergedVisit = readonly [Sighting, ...Sighting[]];

/** What may be merged. Clicks, visits and moments come in any order. */
export type Sightings = {
  readonly orderAt: Date;
  readonly clicks: readonly Sighting[];
  readonly visits: readonly Sighting[];
  readonly moments: readonly Sighting[];
  readonly landing: Sighting | null;
  readonly cart: Sighting | null;
};

type Group = [Sighting, ...Sighting[]];

/** As long as somebody shops in one go. */
const SHOPPING_MS = 4 * 60 * 60_000;

/**
 * Sightings → visits, each once, in the order of time; those of no known time last.
 * - A pixel's visit is the click whose id its address names, or the nearest click on the same link in the same
 *   browser, within half an hour. Later than that, somebody came again by the same address.
 * - A moment of Shopify's is the nearest visit that names the same click; else within half an hour the nearest with
 *   the same link, or the same page and UTM values (without any: and the same referring site), one for one.
 * - The landing site is the latest visit of which one of these holds, at whatever time; so is the cart's link.
 * - Who came without any trace may be seen first on another page than the one she landed on: a moment or a landing
 *   site without a trace is also the visit without one that began within half an hour of it, or in the last hours
 *   before the order.
 * Two sightings that name different clicks are never one visit. The result does not depend on the order of what is
 * given, and a further sighting of a visit never makes a second one of it.
 */
export function mergeVisits(sightings: Sightings): MergedVisit[] {
  const groups: Group[] = inOrder(sightings.clicks).map((click) => [click]);
  const clicks = [...groups];
  for (const visit of inOrder(sightings.visits)) {
    const click = nearest(
      visit,
      clicks.filter(([each]) => isVisitOfClick(visit, each)),
    );
    if (click) click.push(visit);
    else groups.push([visit]);
  }
  mergeMoments(inOrder(sightings.moments), groups);
  for (const last of [sightings.landing, sightings.cart]) {
    if (!last) continue;
    const alike = groups.filter((group) => group[0].at && fits(last, group));
    const same =
      alike.length > 0
        ? alike
        : groups.filter((group) => isShopping(last, group, sightings.orderAt));
    const named = same.filter((group) => group.some((each) => namesSameClick(last, each)));
    const target = (named.length > 0 ? named : same).toSorted(byTime).at(-1);
    const early = groups.find((group) => group[0].at === null && fits(last, group));
    if (target) target.push(last);
    else if (early) early.push(last);
    else groups.push([last]);
  }
  return groups.toSorted(byTime);
}

/** Each moment to one visit, and each visit to one moment, the nearest first. */
function mergeMoments(moments: readonly Sighting[], groups: Group[]): void {
  const open = new Set<Sighting>();
  for (const moment of moments) {
    const named = groups.filter((group) => group.some((each) => namesSameClick(moment, each)));
    const target = nearest(moment, named);
    if (target) target.push(moment);
    else open.add(moment);
  }
  const pairs = [...open].flatMap((moment) =>
    groups
      .filter((group) => fits(moment, group) || areTraceless(moment, group))
      .map((group) => ({
        moment,
        group,
        away: distance(moment, group),
        isOfPage: fits(moment, group),
      }))
      .filter(({ away }) => away <= VISIT_MS),
  );
  pairs.sort(
    (left, right) =>
      Number(right.isOfPage) - Number(left.isOfPage) ||
      left.away - right.away ||
      compareTexts(left.moment.key, right.moment.key) ||
      compareTexts(left.group[0].key, right.group[0].key),
  );
  for (const { moment, group } of pairs) {
    if (!open.has(moment) || !hasRoom(group)) continue;
    group.push(moment);
    open.delete(moment);
  }
  for (const moment of open) groups.push([moment]);
}

/** Shopify tells a visit once, and the pixel may have told two that were one click's. */
function hasRoom(group: Group): boolean {
  const told = (source: Sighting['source']) =>
    group.filter((each) => each.source === source).length;
  return told('shopify_journey') < Math.max(1, told('pixel'));
}

function isVisitOfClick(visit: Sighting, click: Sighting): boolean {
  if (distance(visit, [click]) > VISIT_MS) return false;
  if (visit.clickId !== null) return visit.clickId === click.clickId;
  const isHers = click.visitorId === null || click.visitorId === visit.visitorId;
  return isHers && visit.slug !== null && visit.slug === click.slug;
}

function namesSameClick(left: Sighting, right: Sighting): boolean {
  return left.clickId !== null && left.clickId === right.clickId;
}

/** Whether a sighting may be of a visit, but for the time. */
function fits(sighting: Sighting, group: readonly Sighting[]): boolean {
  const namesClick = sighting.clickId !== null && group.some(({ clickId }) => clickId !== null);
  return group.some((each) =>
    namesClick ? namesSameClick(sighting, each) : isSamePage(sighting, each),
  );
}

function isSamePage(left: Sighting, right: Sighting): boolean {
  if (left.slug !== null && left.slug === right.slug) return true;
  if (left.slug !== null && right.slug !== null) return false;
  if (left.path === null || pageKey(left.path) !== pageKey(right.path)) return false;
  if (utmSetKey(left.utm) !== utmSetKey(right.utm)) return false;
  if (hasUtm(left.utm)) return true;
  return left.slug === right.slug && siteKey(left.referrerHost) === siteKey(right.referrerHost);
}

/** Whether a landing without a trace may be of a visit without one that began shortly before the order. */
function isShopping(landing: Sighting, group: Group, orderAt: Date): boolean {
  const begin = group[0].at?.getTime() ?? -Infinity;
  const isShortBefore = orderAt.getTime() - begin <= SHOPPING_MS;
  return landing.source === 'landing_site' && isShortBefore && areTraceless(landing, group);
}

/** Nobody of them says where the visitor came from. */
function areTraceless(sighting: Sighting, group: readonly Sighting[]): boolean {
  return [sighting, ...group].every(
    (each) =>
      each.slug === null &&
      each.clickId === null &&
      each.referrerHost === null &&
      each.adClick === null &&
      !each.isReturn &&
      !hasUtm(each.utm) &&
      clickIdFromUrl(each.address) === null,
  );
}

function nearest(to: Sighting, groups: readonly Group[]): Group | null {
  let best: Group | null = null;
  for (const group of groups) {
    if (best === null || distance(to, group) < distance(to, best)) best = group;
  }
  return best;
}

/** Milliseconds from a sighting to the nearest of a visit's; endless where one has no time. */
function distance({ at }: Sighting, group: readonly Sighting[]): number {
  const times = group.map((each) =>
    at && each.at ? Math.abs(at.getTime() - each.at.getTime()) : Infinity,
  );
  return Math.min(...times);
}

function inOrder(sightings: readonly Sighting[]): Sighting[] {
  return sightings.toSorted((left, right) => byTime([left], [right]));
}

function byTime(
  [left]: readonly [Sighting, ...Sighting[]],
  [right]: readonly [Sighting, ...Sighting[]],
): number {
  const [one, other] = [left.at?.getTime() ?? Infinity, right.at?.getTime() ?? Infinity];
  if (one !== other) return one < other ? -1 : 1;
  return compareTexts(left.key, right.key);
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
