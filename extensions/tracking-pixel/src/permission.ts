import type { Privacy } from './sandbox.ts';

/**
 * none: nothing is kept, read or sent. events: what happens is sent and this tab remembers the visit,
 * but nobody is known again. all: the browser has a lasting visitor id.
 */
export type Permission = 'none' | 'events' | 'all';

/**
 * Counting what people do in the shop is analytics. Knowing a browser again weeks later, to say whose
 * post led it here, serves paying for advertising: that takes the marketing purpose as well.
 */
export function permissionOf(privacy: Privacy): Permission {
  if (!privacy.analyticsProcessingAllowed) return 'none';
  return privacy.marketingAllowed ? 'all' : 'events';
}
