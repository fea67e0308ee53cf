import { type ClickTelling, type LinkClick, VISIT_MS } from './journey-evidence.ts';

/** The browser that followed a link itself, and not an address that somebody forwarded. */
export type ClickOwner = {
  readonly visitorId: string;
  readonly occurredAt: Date;
  /** It told the click as fast as a page loads: nobody could have forwarded the address meanwhile. */
  readonly isAtOnce: boolean;
};

const AT_ONCE_MS = 5 * 60_000;

/** Of each click the browser that told it first, if that was within the click's visit. */
export function clickOwners(
  clicks: readonly LinkClick[],
  tellings: readonly ClickTelling[],
): Map<string, ClickOwner> {
  const byClick = Map.groupBy(tellings, ({ clickId }) => clickId);
  const owners = new Map<string, ClickOwner>();
  for (const { clickId, occurredAt } of clicks) {
    const [first] = [...(byClick.get(clickId) ?? [])].sort(byInstant);
    const after = first ? Math.abs(first.at.getTime() - occurredAt.getTime()) : Infinity;
    if (!first || after > VISIT_MS) continue;
    const { visitorId } = first;
    owners.set(clickId, { visitorId, occurredAt, isAtOnce: after <= AT_ONCE_MS });
  }
  return owners;
}

function byInstant(left: ClickTelling, right: ClickTelling): number {
  const byTime = left.at.getTime() - right.at.getTime();
  return byTime !== 0 ? byTime : left.visitorId < right.visitorId ? -1 : 1;
}
