import { escapeHtml } from '../http.ts';
import type { Page, Product, Shop } from '../state/world.ts';
import { moneyText } from './money-text.ts';

/** Products that the storefront shows. */
export function onSale(shop: Shop): Product[] {
  return [...shop.products.values()].filter(
    ({ status, variants }) => status === 'ACTIVE' && variants.length > 0,
  );
}

export function homePage(shop: Shop): string {
  const products = onSale(shop);
  const sections = [...shop.collections.values()].map((collection) => {
    const inside = products.filter(({ id }) => collection.productIds.includes(id)).slice(0, 4);
    return inside.length === 0
      ? ''
      : `<h2><a href="/collections/${encodeURIComponent(collection.handle)}">${escapeHtml(collection.title)}</a></h2>${grid(shop, inside)}`;
  });
  return `<section class="hero"><h1>${escapeHtml(shop.name)}</h1><p>Small batches, plain words, skin first.</p><a class="button" href="/collections/all">Shop everything</a></section>
${sections.join('\n') || grid(shop, products)}`;
}

/** null: no collection of that handle. `all` is every product. */
export function collectionPage(shop: Shop, handle: string): { title: string; body: string } | null {
  const collection = [...shop.collections.values()].find((entry) => entry.handle === handle);
  if (!collection && handle !== 'all') return null;
  const title = collection?.title ?? 'All products';
  const products = onSale(shop).filter(({ id }) => collection?.productIds.includes(id) ?? true);
  return { title, body: `<h1>${escapeHtml(title)}</h1>${grid(shop, products)}` };
}

export function productPage(shop: Shop, product: Product): string {
  const options = product.variants.map(
    (variant) =>
      `<option value="${variant.id}">${escapeHtml(variantName(variant.title))} – ${moneyText(variant.priceMinor, shop.currency)}</option>`,
  );
  return `<article class="product">
<img src="${escapeHtml(product.imageUrl)}" alt="${escapeHtml(product.title)}" width="600" height="600">
<div>
<p class="muted">${escapeHtml(product.vendor)}</p>
<h1>${escapeHtml(product.title)}</h1>
<p class="price">${priceText(shop, product)}</p>
<div class="rich">${product.descriptionHtml}</div>
<form class="stack" method="post" action="/cart/add">
<label>Option <select name="id">${options.join('')}</select></label>
<label>Quantity <input name="quantity" type="number" min="1" max="99" value="1" required></label>
<button>Add to cart</button>
</form>
</div>
</article>`;
}

export function contentPage(page: Page): string {
  return `<article class="rich"><h1>${escapeHtml(page.title)}</h1>${page.bodyHtml}</article>`;
}

export function notFoundPage(): string {
  return '<h1>Page not found</h1><p>The page you were looking for does not exist.</p><p><a class="button" href="/collections/all">Continue shopping</a></p>';
}

export function variantName(title: string): string {
  return title === 'Default Title' ? 'Standard' : title;
}

function grid(shop: Shop, products: readonly Product[]): string {
  if (products.length === 0) return '<p class="muted">Nothing here yet.</p>';
  const cards = products.map(
    (product) => `<li><a class="card" href="/products/${encodeURIComponent(product.handle)}">
<img src="${escapeHtml(product.imageUrl)}" alt="" width="300" height="300" loading="lazy">
<span class="name">${escapeHtml(product.title)}</span>
<span class="price">${priceText(shop, product)}</span></a></li>`,
  );
  return `<ul class="grid">${cards.join('\n')}</ul>`;
}

function priceText(shop: Shop, product: Product): string {
  const prices = product.variants.map(({ priceMinor }) => priceMinor);
  const lowest = moneyText(Math.min(...prices), shop.currency);
  return new Set(prices).size > 1 ? `from ${lowest}` : lowest;
}
