import { escapeHtml, htmlResponse, type StandinResponse } from '../http.ts';
import type { Page, Product, Shop } from '../state/world.ts';
import type { Browser, Cart, Checkout, CookieJar } from './browser-state.ts';

/** What is being shown, for whoever adds to a page: theme embeds, blocks, the web pixel. */
export type PageContext = {
  shop: Shop;
  url: URL;
  template:
    | 'index'
    | 'product'
    | 'collection'
    | 'page'
    | 'cart'
    | 'app_proxy'
    | 'checkout'
    | 'thank_you'
    | 'password'
    | '404';
  title: string;
  about: PageSubject;
  cart: Cart | null;
  cartCount: number;
  browser: Browser;
  /** Epoch milliseconds of the world's clock. */
  now: number;
  /** The page was asked for anew, and is not the answer to a form. */
  isVisit: boolean;
};

/** What a page is about, where it is about something. */
export type PageSubject = { product?: Product; page?: Page; checkout?: Checkout };

/** Adds to a page's head, before its content as app blocks do, and to the end of its body. */
export type PageHook = (page: PageContext) => { head?: string; main?: string; bodyEnd?: string };

/** A whole page around `body` (trusted HTML). */
export function renderPage(
  page: PageContext,
  body: string,
  hooks: readonly PageHook[],
  jar: CookieJar,
  status = 200,
): StandinResponse {
  const { shop } = page;
  const additions = hooks.map((hook) => hook(page));
  const name = escapeHtml(shop.name);
  const title = page.template === 'index' ? name : `${escapeHtml(page.title)} – ${name}`;
  const inCheckout = page.template === 'checkout' || page.template === 'thank_you';
  const collections = [...shop.collections.values()].slice(0, 6);
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/shop.css">
${additions.map((addition) => addition.head ?? '').join('\n')}
</head>
<body class="template-${page.template}">
<a class="skip" href="#main">Skip to content</a>
<header class="top">
<a class="brand" href="/">${name}</a>
${
  inCheckout
    ? ''
    : `<nav aria-label="Collections">${collections
        .map(
          ({ handle, title }) =>
            `<a href="/collections/${encodeURIComponent(handle)}">${escapeHtml(title)}</a>`,
        )
        .join('')}</nav>
<a class="cart-link" href="/cart">Cart (${page.cartCount})</a>`
}
</header>
<main id="main">
${additions.map((addition) => addition.main ?? '').join('\n')}
${body}
</main>
<footer><p>${name} is a make-believe shop. Nothing here is for sale.</p></footer>
${additions.map((addition) => addition.bodyEnd ?? '').join('\n')}
</body>
</html>
`;
  return htmlResponse(html, status, { 'set-cookie': jar.headers });
}
