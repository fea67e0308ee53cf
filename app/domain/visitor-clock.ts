/** A clock this close to ours is right: the rest is the way. */
const TOLERANCE_MS = 2_000;

/** How long before it was sent something may have happened. A tab that was put away sends when it comes back. */
const LONGEST_WAIT_MS = 7 * 86_400_000;

/** What a visitor's clock said, and what ours said when it arrived. */
export type ClockReading = { at: Date; sentAt: Date; receivedAt: Date };

/**
 * When something really happened that a visitor's clock dated `at`. That clock is put right by how far it was off
 * when it sent: its `sentAt` is our `receivedAt`. Never later than received. Null when it had waited longer than
 * seven days, which no browser of ours does.
 */
export function rightedInstant({ at, sentAt, receivedAt }: ClockReading): Date | null {
  const waited = sentAt.getTime() - at.getTime();
  if (waited > LONGEST_WAIT_MS) return null;
  const off = receivedAt.getTime() - sentAt.getTime();
  const righted = at.getTime() + (Math.abs(off) > TOLERANCE_MS ? off : 0);
  return new Date(Math.min(righted, receivedAt.getTime()));
}
