/** What speaks for or against a shop's figures, as counted at one instant. */
export type TrustFacts = {
  /** Orders of the period looked at. */
  readonly orders: number;
  readonly withJourney: number;
  /** Messages that could not be read. */
  readonly parked: number;
  /** Messages and orders that are still being worked on. */
  readonly inWork: number;
  readonly backfill: 'none' | 'running' | 'failed' | 'done';
  /** The last comparison with Shopify, null when there was none. */
  readonly comparison: {
    readonly endedAt: Date | null;
    readonly failed: boolean;
    /** Differences that it could not repair. */
    readonly unrepaired: number;
  } | null;
  readonly pixelIsOn: boolean;
  /** It is on, but told nothing for long while orders came. */
  readonly pixelIsQuiet: boolean;
  /** Null: not known. */
  readonly embedIsOn: boolean | null;
};

/**
 * `wrong`: something that happened in the shop is not in the figures. `thin`: sales are right, but who brought them
 * may be missing. `soon`: complete in a moment. `good`: what speaks for the figures.
 */
export type ReasonWeight = 'wrong' | 'thin' | 'soon' | 'good';
export const TRUST_REASONS = {
  parked: 'wrong',
  backfill_failed: 'wrong',
  comparison_failed: 'wrong',
  unrepaired: 'wrong',
  comparison_old: 'thin',
  pixel_off: 'thin',
  pixel_quiet: 'thin',
  embed_off: 'thin',
  few_journeys: 'thin',
  not_compared: 'soon',
  backfill_running: 'soon',
  in_work: 'soon',
  compared: 'good',
  journeys: 'good',
} as const satisfies Record<string, ReasonWeight>;
export type TrustReason = keyof typeof TRUST_REASONS;

export type Verdict = 'nothing' | 'wrong' | 'thin' | 'soon' | 'good';
export type DataTrust = { readonly verdict: Verdict; readonly reasons: readonly TrustReason[] };

/** Comparisons run every hour; after two that did not come, something is amiss. */
const COMPARISON_OLD_MS = 3 * 3_600_000;

/** Whether the figures can be trusted: as good as the heaviest reason, reasons in the order of their weight. */
export function dataTrust(facts: TrustFacts, now: Date): DataTrust {
  const { comparison, orders, withJourney } = facts;
  const age = comparison?.endedAt ? now.getTime() - comparison.endedAt.getTime() : null;
  const isOld = age !== null && age > COMPARISON_OLD_MS;
  const isCompared = comparison !== null && age !== null && !comparison.failed;
  const mostKnown = withJourney * 2 >= orders;
  const holds: Readonly<Record<TrustReason, boolean>> = {
    parked: facts.parked > 0,
    backfill_failed: facts.backfill === 'failed',
    comparison_failed: comparison?.failed === true,
    unrepaired: isCompared && comparison.unrepaired > 0,
    comparison_old: isCompared && isOld,
    pixel_off: !facts.pixelIsOn,
    pixel_quiet: facts.pixelIsOn && facts.pixelIsQuiet,
    embed_off: facts.embedIsOn === false,
    few_journeys: orders > 0 && !mostKnown,
    not_compared: comparison === null && orders > 0,
    backfill_running: facts.backfill === 'running',
    in_work: facts.inWork > 0,
    compared: isCompared && !isOld && comparison.unrepaired === 0,
    journeys: orders > 0 && mostKnown,
  };
  const reasons = (Object.keys(TRUST_REASONS) as TrustReason[]).filter((reason) => holds[reason]);
  const [heaviest] = reasons;
  if (orders === 0 && (!heaviest || TRUST_REASONS[heaviest] !== 'wrong')) {
    return { verdict: 'nothing', reasons };
  }
  return { verdict: heaviest ? TRUST_REASONS[heaviest] : 'good', reasons };
}
