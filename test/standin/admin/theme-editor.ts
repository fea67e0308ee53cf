import type { StandinRequest } from '../http.ts';
import type { Shop, World } from '../state/world.ts';
import { adminPage, adminPath, storefrontUrl } from './layout.ts';

export const THEME_EDITOR = '/themes/current/editor';

/**
 * As much of the theme editor as the app's links lead to: its embed, and its blocks on pages. A link with
 * `activateAppId` comes with the embed ticked, to be saved by the merchant.
 */
export function themeEditorPage(world: World, shop: Shop, query: URLSearchParams): string {
  const theme = shop.theme ?? { visitEmbed: false, landingBlocks: false };
  const isAsked = query.get('activateAppId')?.endsWith('/visit-embed') === true;
  const box = (name: string, label: string, on: boolean): string =>
    `<p><label><input type="checkbox" name="${name}" value="on"${on ? ' checked' : ''}> ${label}</label></p>`;
  return adminPage(world, shop, {
    place: 'home',
    title: 'Theme editor',
    main: `<h1>Theme editor</h1>
<form method="post" action="${adminPath(shop, THEME_EDITOR)}" class="card">
${box('visitEmbed', 'App embed “Tributary visits”', theme.visitEmbed || isAsked)}
${box('landingBlocks', 'App blocks on pages: “Follower greeting” and “Influencer landing page”', theme.landingBlocks)}
<p class="actions"><button class="button primary">Save</button>
<a class="button" href="${storefrontUrl(world, shop)}">View your store</a></p>
</form>`,
  });
}

/** What was ticked is in the theme from now on. */
export function saveTheme(shop: Shop, { body }: StandinRequest): void {
  const form = new URLSearchParams(body.toString('utf8'));
  shop.theme = { visitEmbed: form.has('visitEmbed'), landingBlocks: form.has('landingBlocks') };
}
