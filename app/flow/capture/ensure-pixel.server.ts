/**
 * Shop → the app's pixel is on in it and tells this app. Idempotent: it looks before it makes anything, and a shop
 * has room for one pixel of the app. That it is wanted is stored first.
 * Holds: `live` only when Shopify has it with these very settings; else what the merchant can do is on record.
 * Run one at a time per shop (the job's queue sees to it).
 */
import { prisma } from '#app/db/client.server.ts';
import { intendPixel, type PixelFinding, recordPixel } from '#app/db/pixel-status-store.server.ts';
import { getShop, type ShopRow } from '#app/db/shop-store.server.ts';
import { isAppError } from '#app/domain/app-error.ts';
import {
  isSetAs,
  type PixelSettings,
  pixelSettings,
  scopesMissingForPixel,
} from '#app/domain/web-pixel.ts';
import { environment } from '#app/platform/environment.server.ts';
import type { AdminClient } from '#app/shopify/outbound/admin-client.ts';
import { createPixel, fetchPixel, updatePixel } from '#app/shopify/outbound/pixel-mutation.ts';
import type { Outcome } from '#app/shopify/outbound/user-error.ts';
import { adminOf } from '#app/shopify.server.ts';

/** @throws AppError that may pass (shopify_unavailable, shopify_throttled): run it again */
export async function ensurePixel(shopId: number): Promise<void> {
  const shop = await getShop(prisma(), shopId);
  if (!shop.installedAt || shop.uninstalledAt) return;
  await intendPixel(prisma(), shopId);
  const finding = await settle(shop).catch((error: unknown): PixelFinding => {
    if (!isAppError(error) || error.disposition !== 'reject') throw error;
    return { state: 'failed', error: error.message };
  });
  await recordPixel(prisma(), shopId, finding, new Date());
}

async function settle({ domain, scopes }: ShopRow): Promise<PixelFinding> {
  const missing = scopesMissingForPixel(scopes);
  if (missing.length > 0) {
    const error = `Shopify has not granted the app ${missing.join(' and ')} yet. Open the app in the Shopify admin and accept its permissions; the pixel is then installed by itself.`;
    return { state: 'failed', error };
  }
  const settings = pixelSettings(environment().SHOPIFY_APP_URL, domain);
  const client = await adminOf(domain);
  const outcome = await install(client, settings);
  return outcome.made
    ? { state: 'live', gid: outcome.made.gid }
    : { state: 'failed', error: sentenceOf(outcome.refused) };
}

async function install(
  client: AdminClient,
  settings: PixelSettings,
): Promise<Outcome<{ gid: string }>> {
  const outcome = (await adopt(client, settings)) ?? (await createPixel(client, settings));
  if (outcome.refused?.code !== 'TAKEN') return outcome;
  // It came to be since we looked, or Shopify would not show it then.
  return (await adopt(client, settings)) ?? outcome;
}

/** Sets the pixel right that is there; null when there is none. */
async function adopt(
  client: AdminClient,
  settings: PixelSettings,
): Promise<Outcome<{ gid: string }> | null> {
  const found = await fetchPixel(client);
  if (!found) return null;
  if (isSetAs(found.settings, settings)) return { made: { gid: found.gid } };
  const outcome = await updatePixel(client, found.gid, settings);
  return outcome.refused?.code === 'NOT_FOUND' ? null : outcome;
}

function sentenceOf({ code, message }: { code: string; message: string }): string {
  if (code === 'TAKEN')
    return `Shopify says that there is a pixel of the app already, and does not show it. (${message})`;
  if (code === 'NO_EXTENSION')
    return `This version of the app has no pixel in Shopify: whoever runs the app must deploy its extensions. (${message})`;
  return `Shopify did not install the pixel: ${message}`;
}
