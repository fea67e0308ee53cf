/** Whether the app's embed is on in the theme, as its pages show. `unknown`: no page could be seen. */
export type EmbedState = 'on' | 'off' | 'unknown';

/** File of the theme extension's embed; Shopify puts a version and a folder of its own before the name. */
const EMBED_SCRIPT =
  /<script[^>]+src="[^"]*\/extensions\/[^"]*\/assets\/visit-embed\.js(?:\?[^"]*)?"/i;

/** Whether the embed's script is on a page. */
export function showsEmbed(html: string): boolean {
  return EMBED_SCRIPT.test(html);
}

/** Whether an address is that of the form which asks for the store's password. */
export function isPasswordPage(url: string): boolean {
  return /^\/(?:[a-z]{2}(?:-[a-z]{2,4})?\/)?password\/?$/i.test(URL.parse(url)?.pathname ?? '');
}
