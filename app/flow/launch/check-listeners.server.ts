import { failing, type LaunchFinding, passed, warning } from '#app/domain/launch-check.ts';
import { checkStorefront } from '#app/flow/capture/check-storefront.server.ts';
import type { Launch } from './launch.server.ts';

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
