import { escapeHtml } from '../http.ts';
import type { Shop, World } from '../state/world.ts';

export type AdminPlace = 'home' | 'orders' | 'products' | 'discounts' | 'pages' | 'app';

/** `glowy.myshopify.com` → `glowy`, as addresses of the admin name a shop. */
export function shopName(shop: Shop): string {
  return shop.domain.replace(/\.myshopify\.com$/, '');
}

export function adminPath(shop: Shop, rest = ''): string {
  return `/admin/store/${shopName(shop)}${rest}`;
}

/** Where a browser finds the shop's storefront on this machine. */
export function storefrontUrl(world: World, shop: Shop): string {
  const origin = new URL(world.origin);
  return `${origin.protocol}//${shopName(shop)}.localhost:${origin.port}/`;
}

const PLACES: [AdminPlace, string, string][] = [
  ['home', 'Home', ''],
  ['orders', 'Orders', '/orders'],
  ['products', 'Products', '/products'],
  ['discounts', 'Discounts', '/discounts'],
  ['pages', 'Pages', '/pages'],
];

/** A page of the shop's admin around `main` (HTML that is safe already). */
export function adminPage(
  world: World,
  shop: Shop,
  page: { place: AdminPlace; title: string; main: string; scripts?: string },
): string {
  const link = ([place, label, path]: [AdminPlace, string, string]): string =>
    `<li><a href="${adminPath(shop, path)}"${current(place === page.place)}>${label}</a></li>`;
  const { handle, title } = world.app;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)} · ${escapeHtml(shop.name)} · Local Shopify</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/__admin/admin.css">
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="top-bar">
<strong>${escapeHtml(shop.name)}</strong>
<span class="badge">Local Shopify</span>
<a class="to-store" href="${storefrontUrl(world, shop)}" target="_blank" rel="noopener">View your store</a>
</header>
<div class="frame">
<nav class="side" aria-label="Admin">
<ul>${PLACES.map(link).join('')}</ul>
<p class="nav-heading" id="apps-heading">Apps</p>
<ul aria-labelledby="apps-heading">
<li><a href="${adminPath(shop, `/apps/${handle}`)}" id="app-home"${current(page.place === 'app')}>${escapeHtml(title)}</a>
<ul id="app-navigation"></ul></li>
</ul>
</nav>
<main id="main" class="place-${page.place}">
${page.main}
</main>
</div>
${page.scripts ?? ''}
</body>
</html>
`;
}

function current(is: boolean): string {
  return is ? ' aria-current="page"' : '';
}

/** A table with a caption for those who do not see the heading; cells are HTML that is safe already. */
export function table(caption: string, heads: string[], rows: string[][], empty: string): string {
  if (rows.length === 0) return `<p class="card empty">${escapeHtml(empty)}</p>`;
  const head = heads.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join('');
  const body = rows
    .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
    .join('\n');
  return `<div class="card scroll"><table><caption class="unseen">${escapeHtml(caption)}</caption>
<thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

/** An instant in the shop's own time zone. */
export function inShopTime(shop: Shop, at: number): string {
  return new Intl.DateTimeFormat('en', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: shop.timeZone,
  }).format(at);
}
