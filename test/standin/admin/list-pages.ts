import { discountStatus } from '../admin-api/resolvers/discounts/find-discount.ts';
import { escapeHtml } from '../http.ts';
import { formatMinor } from '../orders/money.ts';
import { orderTotals } from '../orders/order-totals.ts';
import type { Discount, Shop, World } from '../state/world.ts';
import { adminPage, adminPath, inShopTime, storefrontUrl, table } from './layout.ts';

/** The front page of a shop: what there is, and ways on. */
export function homePage(world: World, shop: Shop): string {
  const { title, handle } = world.app;
  const facts = [
    ['Orders', shop.orders.size],
    ['Products', shop.products.size],
    ['Discounts', shop.discounts.size],
    ['Pages', shop.pages.size],
  ];
  const cards = facts.map(([label, n]) => `<li class="card"><strong>${n}</strong> ${label}</li>`);
  const open = shop.installation ? `Open ${title}` : `Install ${title}`;
  return adminPage(world, shop, {
    place: 'home',
    title: 'Home',
    main: `<h1>${escapeHtml(shop.name)}</h1>
<p>This is a Shopify shop on your own computer. Nothing here reaches the internet.</p>
<ul class="cards">${cards.join('')}</ul>
<p class="actions"><a class="button primary" href="${adminPath(shop, `/apps/${handle}`)}">${escapeHtml(open)}</a>
<a class="button" href="${storefrontUrl(world, shop)}">Go shopping</a></p>`,
  });
}

/** All orders, newest first. */
export function ordersPage(world: World, shop: Shop): string {
  const newest = [...shop.orders.values()].sort((a, b) => b.processedAt - a.processedAt);
  const rows = newest
    .slice(0, 250)
    .map((order) => [
      `<a href="${adminPath(shop, `/orders/${order.id}`)}">${escapeHtml(order.name)}</a>`,
      escapeHtml(inShopTime(shop, order.processedAt)),
      escapeHtml(order.email ?? 'no customer'),
      escapeHtml(order.discountCodes.map(({ code }) => code).join(', ')),
      escapeHtml(order.financialStatus.replaceAll('_', ' ')),
      `${formatMinor(orderTotals(order).currentTotal.shop, order.currency)} ${order.currency}`,
    ]);
  return list(world, shop, 'orders', 'Orders', [
    table('Orders', ['Order', 'Date', 'Customer', 'Codes', 'Payment', 'Total'], rows, NO_ORDERS),
  ]);
}

const NO_ORDERS = 'No orders yet. Buy something in the store.';

/** All discounts with their codes: what the app made stands beside what the merchant made. */
export function discountsPage(world: World, shop: Shop): string {
  const rows = [...shop.discounts.values()]
    .reverse()
    .map((discount) => [
      escapeHtml(discount.title),
      discount.codes.map(({ code }) => `<code>${escapeHtml(code)}</code>`).join(' '),
      escapeHtml(worth(discount, shop)),
      discountStatus(discount, world.clock.now()).toLowerCase(),
      String(discount.codes.reduce((sum, { usage }) => sum + usage, 0)),
      discount.createdBy === 'app' ? escapeHtml(world.app.title) : 'You',
    ]);
  const heads = ['Title', 'Codes', 'Value', 'Status', 'Used', 'Made by'];
  return list(world, shop, 'discounts', 'Discounts', [
    table('Discounts', heads, rows, 'No discounts yet.'),
  ]);
}

function worth({ value }: Discount, shop: Shop): string {
  if (value.kind === 'free_shipping') return 'free shipping';
  if (value.kind === 'percentage') return `${Number((value.fraction * 100).toFixed(2))} %`;
  return `${formatMinor(value.amountMinor, shop.currency)} ${shop.currency}`;
}

export function productsPage(world: World, shop: Shop): string {
  const store = storefrontUrl(world, shop);
  const rows = [...shop.products.values()].map((product) => [
    `<img src="${escapeHtml(product.imageUrl)}" alt="" width="40" height="40">`,
    `<a href="${store}products/${encodeURIComponent(product.handle)}">${escapeHtml(product.title)}</a>`,
    product.status.toLowerCase(),
    product.variants
      .map(({ priceMinor }) => `${formatMinor(priceMinor, shop.currency)} ${shop.currency}`)
      .join(', '),
  ]);
  return list(world, shop, 'products', 'Products', [
    table('Products', ['Picture', 'Product', 'Status', 'Price'], rows, 'No products yet.'),
  ]);
}

/** Pages of the online store, and the redirects that lead to them. */
export function pagesPage(world: World, shop: Shop): string {
  const store = storefrontUrl(world, shop);
  const pages = [...shop.pages.values()].map((page) => [
    `<a href="${store}pages/${encodeURIComponent(page.handle)}">${escapeHtml(page.title)}</a>`,
    `<code>/pages/${escapeHtml(page.handle)}</code>`,
    page.published ? 'visible' : 'hidden',
    escapeHtml(inShopTime(shop, page.updatedAt)),
  ]);
  const redirects = [...shop.redirects.values()].map(({ path, target }) => [
    `<a href="${store}${escapeHtml(path.replace(/^\//, ''))}"><code>${escapeHtml(path)}</code></a>`,
    `<code>${escapeHtml(target)}</code>`,
  ]);
  return list(world, shop, 'pages', 'Pages', [
    table('Pages', ['Title', 'Address', 'Visibility', 'Changed'], pages, 'No pages yet.'),
    '<h2>URL redirects</h2>',
    table('URL redirects', ['From', 'To'], redirects, 'No redirects yet.'),
  ]);
}

function list(
  world: World,
  shop: Shop,
  place: 'orders' | 'discounts' | 'products' | 'pages',
  title: string,
  parts: string[],
): string {
  return adminPage(world, shop, { place, title, main: `<h1>${title}</h1>${parts.join('\n')}` });
}
