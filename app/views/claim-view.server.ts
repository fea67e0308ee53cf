import { countBeingRebuilt } from '#app/db/capture-health-store.server.ts';
import { prisma } from '#app/db/client.server.ts';
import { findOwners } from '#app/db/owner-store.server.ts';
import { namesOfInfluencers } from '#app/db/report-store-influencers.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { listClaimants, listStrayCodes, listStrayUtm } from '#app/db/stray-trace-store.server.ts';
import { type ClaimDraft, claimDraftSchema, claimedTrace } from '#app/domain/claim-draft.ts';
import { closestAlias } from '#app/domain/utm-name.ts';
import {
  type StrayTrace,
  type StrayTraces,
  shownCode,
  shownUtm,
  strayTraces,
} from './stray-trace-view.server.ts';

/** The trace that an address names, as a draft wants it. */
type TraceInput = ClaimDraft['trace'];

export type ClaimView = {
  /** What is to be given to somebody; null: nothing is chosen yet, and `strays` lists what could be. */
  readonly chosen: {
    readonly trace: TraceInput;
    /** In words: `code SPRING10`, `glow-podcast / audio`. */
    readonly text: string;
    /** What orders carry of it; null where none does. */
    readonly carried: StrayTrace | null;
    /** Whose it is already. */
    readonly owner: { readonly id: string; readonly name: string } | null;
    /** Orders that are being worked out again. */
    readonly beingRebuilt: number;
  } | null;
  readonly strays: StrayTraces | null;
  readonly claimants: readonly {
    readonly id: string;
    readonly name: string;
    readonly collaborations: readonly { readonly id: string; readonly name: string }[];
  }[];
};

const LISTED = 200;

/** What a code or UTM values of nobody stand for and who could have them; the address names them. */
export async function claimView(shop: ShopRow, params: URLSearchParams): Promise<ClaimView> {
  const trace = traceFrom(params);
  if (!trace) {
    return { chosen: null, strays: await strayTraces(shop, null, LISTED), claimants: [] };
  }
  const [carried, owner, beingRebuilt, claimants] = await Promise.all([
    carriedBy(shop, trace),
    ownerOf(shop, trace),
    countBeingRebuilt(prisma(), shop.id),
    listClaimants(prisma(), shop.id),
  ]);
  return {
    chosen: { trace, text: traceText(trace), carried, owner, beingRebuilt },
    strays: null,
    claimants: claimants.map(({ id, name, collaborations }) => ({
      id,
      name,
      collaborations: collaborations.map((one) => ({ id: one.id, name: one.campaign.name })),
    })),
  };
}

const traceSchema = claimDraftSchema.shape.trace;

/** Null where the address names nothing that orders could carry. */
function traceFrom(params: URLSearchParams): TraceInput | null {
  const code = params.get('code');
  const trace = code
    ? { kind: 'code', code }
    : {
        kind: 'utm',
        source: params.get('source') ?? '',
        medium: params.get('medium') || null,
        campaign: params.get('campaign') || null,
      };
  const parsed = traceSchema.safeParse(trace);
  return parsed.success ? parsed.data : null;
}

function traceText(trace: TraceInput): string {
  if (trace.kind === 'code') return trace.code;
  return [trace.source, trace.medium, trace.campaign].filter(Boolean).join(' / ');
}

async function carriedBy(shop: ShopRow, trace: TraceInput): Promise<StrayTrace | null> {
  const query = { currency: shop.currency, since: null, limit: 1 };
  const claimed = claimedTrace(traceSchema.parse(trace));
  if (claimed.kind === 'code') {
    const [row] = await listStrayCodes(prisma(), shop.id, query, claimed.codeKey);
    return row ? shownCode(shop, row) : null;
  }
  const [row] = await listStrayUtm(prisma(), shop.id, query, claimed.name);
  return row ? shownUtm(shop, row) : null;
}

async function ownerOf(shop: ShopRow, trace: TraceInput) {
  const claimed = claimedTrace(traceSchema.parse(trace));
  const isCode = claimed.kind === 'code';
  const owners = await findOwners(prisma(), shop.id, {
    codeKeys: isCode ? [claimed.codeKey] : [],
    linkSlugs: [],
    landingHandles: [],
    utmInfluencers: [],
    utmSources: isCode ? [] : [claimed.name.source],
  });
  const owner = isCode
    ? owners.byCode.get(claimed.codeKey)
    : closestAlias({ ...claimed.name, content: null, term: null }, owners.aliases);
  if (!owner) return null;
  const [her] = await namesOfInfluencers(prisma(), shop.id, [owner.influencerId]);
  return { id: owner.influencerId, name: her?.name ?? 'an influencer' };
}
