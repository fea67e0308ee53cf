import type { Page, Product, Shop } from '../state/world.ts';
import type { PageContext } from '../storefront/page-layout.ts';

/** The Liquid objects that an app block may ask for, as far as ours do. */
export function pageDrops(context: PageContext): Record<string, unknown> {
  const { shop, template, cart, about } = context;
  return {
    shop: { name: shop.name, permanent_domain: shop.domain },
    template: { name: template },
    request: { design_mode: false, path: context.url.pathname },
    routes: { root_url: '/', cart_update_url: '/cart/update' },
    cart: { attributes: Object.fromEntries(cart?.attributes ?? []) },
    page: about.page ? pageDrop(shop, about.page) : null,
    product: about.product ? productDrop(about.product) : null,
  };
}

function pageDrop(shop: Shop, page: Page) {
  const metafields: Record<string, Record<string, unknown>> = {};
  for (const { namespace, key, type, value } of page.metafields) {
    if (namespace === '$app' && !isPublic(shop, key)) continue;
    const fields = metafields[namespace] ?? {};
    fields[key] = { type, value: metafieldValue(shop, type, value) };
    metafields[namespace] = fields;
  }
  return { title: page.title, handle: page.handle, url: `/pages/${page.handle}`, metafields };
}

/** Themes see an app's own metafields only where their definition lets the storefront read them. */
function isPublic({ metafieldDefinitions = [] }: Shop, key: string): boolean {
  return metafieldDefinitions.some(
    (definition) =>
      definition.ownerType === 'PAGE' &&
      definition.namespace === '$app' &&
      definition.key === key &&
      definition.storefront === 'PUBLIC_READ',
  );
}

function metafieldValue(shop: Shop, type: string, value: string): unknown {
  if (type === 'list.product_reference') {
    const ids = JSON.parse(value) as string[];
    const products = ids.flatMap((globalId) => {
      const product = shop.products.get(BigInt(globalId.split('/').at(-1) ?? '0'));
      return product?.status === 'ACTIVE' ? [productDrop(product)] : [];
    });
    return Object.assign(products, { count: products.length });
  }
  if (type === 'json' || type.startsWith('list.')) return JSON.parse(value);
  if (type.startsWith('number_')) return Number(value);
  if (type === 'boolean') return value === 'true';
  return value;
}

function productDrop(product: Product) {
  const prices = product.variants.map(({ priceMinor }) => priceMinor);
  return {
    id: product.id.toString(),
    title: product.title,
    handle: product.handle,
    url: `/products/${product.handle}`,
    featured_image: product.imageUrl === '' ? null : { src: product.imageUrl },
    price: Math.min(...prices),
    price_min: Math.min(...prices),
    price_varies: new Set(prices).size > 1,
  };
}
