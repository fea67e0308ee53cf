/**
 * Collaboration → whether everything is ready for her first post, tried for real: code, page, links, listeners and a
 * trial order. Idempotent: it changes nothing but the record of the check and of what was found in Shopify.
 * Holds: requests go to this app and to the shop's own hosts only; no click is counted and no order is made.
 */
import { prisma } from '#app/db/client.server.ts';
import { getPlan } from '#app/db/collaboration-store.server.ts';
import { type LaunchCheckRow, putLaunchCheck } from '#app/db/launch-check-store.server.ts';
import { getShop } from '#app/db/shop-store.server.ts';
import { isAppError } from '#app/domain/app-error.ts';
import { checkId, notFound } from '#app/domain/check-draft.ts';
import {
  isReady,
  type LaunchCheckName,
  type LaunchFinding,
  type LaunchResult,
  skipped,
} from '#app/domain/launch-check.ts';
import { storefrontOf } from '#app/domain/storefront-path.ts';
import { lookAtObjects } from '#app/flow/collaborations/check-collaborations.server.ts';
import { codeOf } from '#app/flow/collaborations/provisioning.server.ts';
import { environment } from '#app/platform/environment.server.ts';
import { fetchCodeTerms } from '#app/shopify/outbound/code-terms-query.ts';
import { adminOf } from '#app/shopify.server.ts';
import { checkAttribution } from './check-attribution.server.ts';
import { checkCode, checkCombinable } from './check-code.server.ts';
import { checkLinks } from './check-link.server.ts';
import { checkEmbed, checkPixel } from './check-listeners.server.ts';
import { checkPage } from './check-page.server.ts';
import type { Launch } from './launch.server.ts';

const running = new Map<string, Promise<LaunchCheckRow>>();

/**
 * Runs the check and records it; who asks while one is running gets the result of that one. A few seconds.
 * `appUrl`: where this app's link door stands, when not at SHOPIFY_APP_URL.
 * @throws AppError not_found, session_missing, shopify_unavailable, shopify_throttled, shopify_access_denied
 */
export function checkLaunch(
  shopId: number,
  id: string,
  options: { appUrl?: string } = {},
): Promise<LaunchCheckRow> {
  const key = `${shopId}:${id}`;
  const known = running.get(key);
  if (known) return known;
  const run = check(shopId, id, options.appUrl ?? environment().SHOPIFY_APP_URL).finally(() =>
    running.delete(key),
  );
  running.set(key, run);
  return run;
}

async function check(shopId: number, id: string, appUrl: string): Promise<LaunchCheckRow> {
  const known = checkId(id, 'The collaboration');
  const shop = await getShop(prisma(), shopId);
  const client = await adminOf(shop.domain);
  await lookAtObjects(shopId, client, [known]);
  const plan = await getPlan(prisma(), shopId, known);
  if (!plan) throw notFound('The collaboration');
  const at = new Date();
  const launch: Launch = {
    shop,
    plan,
    client,
    storefront: storefrontOf(shop),
    appUrl: new URL(appUrl).origin,
    at,
  };
  const results = await runAll(launch);
  const row = { ranAt: at, passed: isReady(results), results };
  await putLaunchCheck(prisma(), shopId, known, row);
  return row;
}

async function runAll(launch: Launch): Promise<LaunchResult[]> {
  const terms = await fetchCodeTerms(launch.client, codeOf(launch.plan).code);
  const [page, links, pixel, embed] = await Promise.all([
    settled(() => checkPage(launch)),
    checkLinks(launch),
    settled(() => checkPixel(launch)),
    settled(() => checkEmbed(launch)),
  ]);
  const found: [LaunchCheckName, LaunchFinding][] = [
    ['code', checkCode(launch, terms)],
    ['combinable', checkCombinable(launch, terms)],
    ['page', page],
    ['link', links.link],
    ['shop_link', links.shopLink],
    ['in_app', links.inApp],
    ['pixel', pixel],
    ['embed', embed],
    ['attribution', await settled(() => checkAttribution(launch, links.landing))],
  ];
  return found.map(([name, finding]) => ({ check: name, ...finding }));
}

/** One check that breaks down does not take the others with it. */
async function settled(work: () => Promise<LaunchFinding>): Promise<LaunchFinding> {
  try {
    return await work();
  } catch (error) {
    if (!isAppError(error)) throw error;
    return skipped(`This could not be tried now: ${error.message}`);
  }
}
