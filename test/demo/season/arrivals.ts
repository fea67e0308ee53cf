import type { Manner } from '../plan/planned.ts';
import type { Random } from './random.ts';
import type { SeasonCode } from './season.ts';
import type { SeasonChannel, Source } from './sources.ts';

/** How a visit began. Addresses are filled in when the season is placed in a shop. */
export type Arrival =
  /** Over her tracking link; `utm`: the link lost its id on the way and only the UTM parameters are left. */
  | { readonly by: 'link' | 'utm' | 'page'; readonly collaboration: string; readonly app: string }
  | { readonly by: 'coupon_site' }
  | { readonly by: SeasonChannel; readonly clickId: string };

export type SeasonVisit = { readonly at: number; readonly arrival: Arrival };

const MINUTE = 60_000;
const DAY = 86_400_000;

/** The visits that end with an order at `at`, and the code typed at the checkout. */
export function arriveToBuy(
  random: Random,
  source: Source,
  at: number,
): { visits: SeasonVisit[]; code: SeasonCode | null } {
  const session = at - random.whole(3, 25) * MINUTE;
  const earlier = earlierVisits(random, source, session);
  if (source.kind === 'channel') {
    const welcome = source.channel === 'email' && random.chance(0.35);
    return {
      visits: [...earlier, visitOf(random, source, session)],
      code: welcome ? { of: 'shop' } : null,
    };
  }
  const hers: SeasonCode = { of: 'collaboration', key: source.collaboration.key };
  if (source.kind === 'coupon_site') {
    return { visits: [...earlier, visitOf(random, source, session)], code: hers };
  }
  const { manners } = source.collaboration;
  const manner = random.weigh(
    Object.entries(manners).map(([name, weight]) => [name as Manner, weight] as const),
  );
  const coded = manner === 'code' || manner === 'both' || (manner === 'page' && random.chance(0.5));
  const seen = manner === 'link' || manner === 'both' ? 'link' : manner;
  const last =
    seen === 'link' || seen === 'utm' || seen === 'page'
      ? { at: session, arrival: hersBy(random, source, seen) }
      : visitOf(random, { kind: 'channel', channel: laterChannel(random) }, session);
  return { visits: [...earlier, last], code: coded ? hers : null };
}

/** One visit that this source sends. */
export function visitOf(random: Random, source: Source, at: number): SeasonVisit {
  if (source.kind === 'collaboration') return { at, arrival: hersBy(random, source, 'link') };
  if (source.kind === 'coupon_site') return { at, arrival: { by: 'coupon_site' } };
  return { at, arrival: { by: source.channel, clickId: random.whole(1e8, 4e9).toString(36) } };
}

function hersBy(
  random: Random,
  source: Extract<Source, { kind: 'collaboration' }>,
  by: 'link' | 'utm' | 'page',
): Arrival {
  const { key, platform } = source.collaboration;
  // Apps hide where a visitor comes from as often as not.
  return { by, collaboration: key, app: random.chance(0.55) ? platform : '' };
}

/** Someone who remembers a name comes back by herself, or asks a search engine. */
function laterChannel(random: Random): SeasonChannel {
  return random.weigh([
    ['direct', 6],
    ['organic_search', 3],
    ['email', 1],
  ]);
}

function earlierVisits(random: Random, source: Source, session: number): SeasonVisit[] {
  const count = random.weigh([
    [0, 62],
    [1, 26],
    [2, 12],
  ]);
  const visits = Array.from({ length: count }, () => {
    const at = session - random.whole(1, 18) * DAY - random.whole(0, 600) * MINUTE;
    if (source.kind === 'collaboration' && random.chance(0.7)) return visitOf(random, source, at);
    const channel = random.weigh<SeasonChannel>([
      ['organic_social', 3],
      ['paid_social', 3],
      ['organic_search', 2],
      ['direct', 2],
    ]);
    return visitOf(random, { kind: 'channel', channel }, at);
  });
  return visits.sort((left, right) => left.at - right.at);
}
