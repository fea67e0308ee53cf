import { z } from 'zod';
import { prisma } from '#app/db/client.server.ts';
import { codeKeysLike } from '#app/db/code-store.server.ts';
import { findInfluencers } from '#app/db/influencer-store.server.ts';
import { findCampaign } from '#app/db/report-store-campaigns.server.ts';
import { getSettings } from '#app/db/settings-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { isAppError } from '#app/domain/app-error.ts';
import { codeCandidates, normaliseCode, renderCode } from '#app/domain/code-template.ts';
import { renderUtm, withUtm } from '#app/domain/utm.ts';
import { idFrom, missing } from './missing.ts';

/** Codes that new collaborations would get, in the order asked for. Shopify may still have one of them for itself. */
export type CodePreview = {
  readonly codes: readonly { readonly name: string; readonly code: string }[];
};

const MAX_SHOWN = 20;
const idList = z.array(z.uuid()).max(1000).catch([]);
const PERCENT = /^(\d{1,3})(?:\.(\d{1,2}))?$/;

/** "12.5" in basis points, null when it is no percentage. */
function basisPointsOf(text: string): number | null {
  const match = PERCENT.exec(text.trim());
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : null;
}

/** `params`: ids (comma separated; the first twenty count), percent, platform. @throws AppError not_found */
export async function codePreview(
  shop: ShopRow,
  campaignIdText: string | undefined,
  params: URLSearchParams,
): Promise<CodePreview> {
  const campaignId = idFrom(campaignIdText, 'campaign');
  const ids = idList.parse((params.get('ids') ?? '').split(',').filter(Boolean));
  const [campaign, settings, found] = await Promise.all([
    findCampaign(prisma(), shop.id, campaignId),
    getSettings(prisma(), shop.id),
    findInfluencers(prisma(), shop.id, ids.slice(0, MAX_SHOWN)),
  ]);
  if (!campaign) throw missing('campaign');
  const percentBp = basisPointsOf(params.get('percent') ?? '');
  const order = new Map(ids.map((id, place) => [id, place]));
  const influencers = [...found].sort(
    (left, right) => (order.get(left.id) ?? 0) - (order.get(right.id) ?? 0),
  );
  const bases = influencers.map(({ name, platforms }) => {
    const account =
      platforms.find(({ platform }) => platform === params.get('platform')) ?? platforms[0];
    const handle = account?.handle ?? null;
    const values = { name, handle, percentBp, campaign: campaign.name };
    return { name, base: renderCode(settings.codeTemplate, values, settings.codePrefix) };
  });
  const keys = bases.map(({ base }) => normaliseCode(base));
  const taken = await codeKeysLike(prisma(), shop.id, keys);
  return {
    codes: bases.map(({ name, base }) => ({ name, code: firstFree(base, taken) })),
  };
}

function firstFree(base: string, taken: Set<string>): string {
  for (const candidate of codeCandidates(base)) {
    const key = normaliseCode(candidate);
    if (taken.has(key)) continue;
    taken.add(key);
    return candidate;
  }
  return base;
}

/** What templates make of an example, or what is wrong with them. */
export type TemplatePreview = {
  readonly codes: readonly string[];
  readonly codeProblem: string | null;
  readonly link: string;
  readonly utmProblem: string | null;
};

const EXAMPLE = { name: 'Sarah Miller', handle: 'sarahmakes', campaign: 'Spring Sale' };

/** Fills the templates in `params` (codeTemplate, codePrefix, source, medium, campaign, content, term). */
export function templatePreview(shop: ShopRow, params: URLSearchParams): TemplatePreview {
  const text = (name: string) => (params.get(name) ?? '').slice(0, 255);
  const code = attempt(() =>
    [1500, null].map((percentBp) =>
      renderCode(text('codeTemplate'), { ...EXAMPLE, percentBp }, text('codePrefix')),
    ),
  );
  const field = (name: string) => text(name).trim() || null;
  const template = {
    source: field('source'),
    medium: field('medium'),
    campaign: field('campaign'),
    content: field('content'),
    term: field('term'),
  };
  const values = {
    influencer: 'sarah-miller',
    platform: 'instagram',
    campaign: 'spring-sale',
    format: 'story',
  };
  const link = attempt(
    () => shop.primaryUrl + withUtm('/pages/sarah-miller', renderUtm(template, values), {}),
  );
  return {
    codes: code.value ?? [],
    codeProblem: code.problem,
    link: link.value ?? '',
    utmProblem: link.problem,
  };
}

function attempt<T>(work: () => T): { value: T | null; problem: string | null } {
  try {
    return { value: work(), problem: null };
  } catch (error) {
    if (!isAppError(error, 'invalid_input')) throw error;
    return { value: null, problem: error.message };
  }
}
