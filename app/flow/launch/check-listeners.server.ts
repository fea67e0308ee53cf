import { failing, type LaunchFinding, passed, warning } from '#app/domain/launch-check.ts';
import { isSetAs, pixelSettings, scopesMissingForPixel } from '#app/domain/web-pixel.ts';
import { checkStorefront } from '#app/flow/capture/check-storefront.server.ts';
import { environment } from '#app/platform/environment.server.ts';
import { fetchPixel } from '#app/shopify/outbound/pixel-mutation.ts';
import type { Launch } from './launch.server.ts';

/** Whether the app's pixel is in the shop and tells this app. */
export async function checkPixel({ shop, client }: Launch): Promise<LaunchFinding> {
  const missing = scopesMissingForPixel(shop.scopes);
  if (missing.length > 0) {
    return failing(
      `Shopify has not granted the app ${missing.join(' and ')} yet. Open the app anew and accept its permissions.`,
    );
  }
  const pixel = await fetchPixel(client);
  if (!pixel) return failing('The pixel is not installed, so visits are not seen.', 'pixel');
  const wanted = pixelSettings(environment().SHOPIFY_APP_URL, shop.domain);
  return isSetAs(pixel.settings, wanted)
    ? passed('Visits of those who agree to it are seen, from the first page to the order.')
    : failing('The pixel tells another address than this app’s.', 'pixel');
}

/** Whether the embed, which lets carts carry her link, is on in the theme. */
export async function checkEmbed({ shop }: Launch): Promise<LaunchFinding> {
  const { state, note } = await checkStorefront(shop.id);
  if (state === 'on')
    return passed('Carts carry her link to the order, also where the pixel is blocked.');
  if (state === 'unknown') return warning(note);
  return failing(
    'The embed “Tributary visits” is off in your theme: orders of visitors whose browser blocks the pixel are found by code only. Switch it on and save.',
    'embed',
  );
}
