/**
 * Campaign, influencers, offer → collaborations with code, page and link, and the intention to make them in
 * Shopify. Idempotent by campaign and influencer: who is in already is skipped.
 * Holds: everything is written in one transaction before Shopify is asked to make anything.
 */
import { randomInt } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { type CampaignRow, getCampaign } from '#app/db/campaign-store.server.ts';
import { inTransaction, prisma, type Tx } from '#app/db/client.server.ts';
import { codeKeysLike, insertCodes } from '#app/db/code-store.server.ts';
import { influencersInCampaign, insertCollaborations } from '#app/db/collaboration-store.server.ts';
import { findInfluencers, type InfluencerRow } from '#app/db/influencer-store.server.ts';
import { insertLinks } from '#app/db/link-store.server.ts';
import { handlesLike, insertPages } from '#app/db/page-store.server.ts';
import { getSettings } from '#app/db/settings-store.server.ts';
import { lockNames } from '#app/db/shop-lock.server.ts';
import { insertObjects, OBJECT_KINDS } from '#app/db/shopify-object-store.server.ts';
import { orConflict } from '#app/db/unique-violation.server.ts';
import { AppError } from '#app/domain/app-error.ts';
import { checkAmount, checkDraft, checkId, notFound } from '#app/domain/check-draft.ts';
import { normaliseCode } from '#app/domain/code-template.ts';
import {
  type StartDraft,
  type StartInput,
  startDraftSchema,
} from '#app/domain/collaboration-start.ts';
import type { Settings } from '#app/domain/settings.ts';
import { renderUtm } from '#app/domain/utm.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';
import { type AdoptedCode, findAdoptedCode } from './adopt-code.server.ts';
import { claimCode, claimHandle, codeBase, NAMES } from './names.server.ts';

/**
 * Starts up to a thousand collaborations and enqueues their provisioning.
 * `skipped`: influencers who are in the campaign already.
 * @throws AppError invalid_input (details.field), conflict (adopted code in use), not_found
 */
export async function startCollaborations(
  shopId: number,
  campaignId: string,
  input: StartInput,
): Promise<{ ids: string[]; skipped: string[] }> {
  const draft = checkDraft(startDraftSchema, input);
  if (draft.offer.kind === 'fixed_amount')
    checkAmount(draft.offer.amountMinor, 'offer.amountMinor');
  const campaign = await getCampaign(prisma(), shopId, checkId(campaignId, 'The campaign'));
  if (!campaign) throw notFound('The campaign');
  const adopted = draft.adoptCode ? await findAdoptedCode(shopId, draft.adoptCode) : null;
  return orConflict(
    () => inTransaction((tx) => write(tx, shopId, campaign, draft, adopted)),
    adopted
      ? `The code ${adopted.code} belongs to another collaboration already.`
      : 'Somebody else added influencers at this moment. Try again.',
    adopted ? 'adoptCode' : 'influencerIds',
  );
}

async function write(
  tx: Tx,
  shopId: number,
  campaign: CampaignRow,
  draft: StartDraft,
  adopted: AdoptedCode | null,
) {
  await lockNames(tx, shopId, NAMES);
  const present = await influencersInCampaign(tx, shopId, campaign.id, draft.influencerIds);
  const wanted = draft.influencerIds.filter((id) => !present.has(id));
  const influencers = await findInfluencers(tx, shopId, wanted);
  refuseUnusable(wanted, influencers);

  const settings = await getSettings(tx, shopId);
  const parts = await planParts(tx, shopId, campaign, draft, influencers, settings, adopted);
  await insertCollaborations(tx, shopId, parts.collaborations);
  await insertCodes(tx, shopId, parts.codes);
  await insertPages(tx, shopId, parts.pages);
  await insertLinks(tx, shopId, parts.links);
  await insertObjects(tx, shopId, parts.objects);
  for (const { id } of parts.collaborations) {
    await enqueue(tx, 'provision-collaboration', { shopId, collaborationId: id });
  }
  return { ids: parts.collaborations.map(({ id }) => id), skipped: [...present] };
}

function refuseUnusable(wanted: readonly string[], found: readonly InfluencerRow[]): void {
  if (found.length < wanted.length) throw notFound('One of the influencers');
  const archived = found.find(({ status }) => status === 'archived');
  if (!archived) return;
  throw new AppError(
    'invalid_input',
    `${archived.name} is archived. Make her active again, or leave her out.`,
    { details: { field: 'influencerIds' } },
  );
}

/** Every row of the new collaborations; codes and handles are free in our tables. */
async function planParts(
  tx: Tx,
  shopId: number,
  campaign: CampaignRow,
  draft: StartDraft,
  influencers: readonly InfluencerRow[],
  settings: Settings,
  adopted: AdoptedCode | null,
) {
  const base = (influencer: InfluencerRow) =>
    codeBase(settings, influencer, campaign.name, draft.platform, draft.offer);
  const codes = await codeKeysLike(
    tx,
    shopId,
    influencers.map((one) => normaliseCode(base(one))),
  );
  const handles = await handlesLike(
    tx,
    shopId,
    influencers.map(({ slug }) => slug),
  );
  const rows = influencers.map((influencer) => {
    const id = newId();
    const handle = claimHandle(influencer.slug, handles);
    const utm = renderUtm(settings.utmTemplate, {
      influencer: influencer.slug,
      platform: draft.platform,
      campaign: campaign.utmCampaign,
      format: draft.format,
    });
    return {
      collaboration: {
        id,
        influencerId: influencer.id,
        campaignId: campaign.id,
        platform: draft.platform,
        format: draft.format,
        offer: draft.offer,
        welcomeText: draft.welcomeText ?? '',
        featuredProductIds: draft.featuredProductIds,
      },
      code: {
        collaborationId: id,
        code: adopted?.code ?? claimCode(base(influencer), codes),
        adopted: adopted !== null,
      },
      page: { collaborationId: id, handle },
      link: { slug: linkSlug(), collaborationId: id, destination: `/pages/${handle}`, utm },
      objects: OBJECT_KINDS.map((kind) => ({
        collaborationId: id,
        kind,
        ...(kind === 'discount' && adopted
          ? { state: 'live' as const, gid: adopted.gid }
          : { state: 'intended' as const, gid: null }),
      })),
    };
  });
  return {
    collaborations: rows.map(({ collaboration }) => collaboration),
    codes: rows.map(({ code }) => code),
    pages: rows.map(({ page }) => page),
    links: rows.map(({ link }) => link),
    objects: rows.flatMap(({ objects }) => objects),
  };
}

/** No vowels (so no words) and no letters that look alike. */
const ALPHABET = '23456789bcdfghjkmnpqrstvwxyz';
const SLUG_LENGTH = 9;

/** About 10^13 possibilities: short to read out, hopeless to guess or to meet twice. */
function linkSlug(): string {
  return Array.from({ length: SLUG_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
