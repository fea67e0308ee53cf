import {
  escapeHtml,
  type Handler,
  htmlResponse,
  redirectResponse,
  type StandinRequest,
  type StandinResponse,
} from '../http.ts';
import { installApp, needsGrant, uninstallApp } from '../identity/installation.ts';
import type { Shop, World } from '../state/world.ts';
import { adminData } from './admin-data.ts';
import { appFramePage, grantPage } from './app-pages.ts';
import { adminPath } from './layout.ts';
import { discountsPage, homePage, ordersPage, pagesPage, productsPage } from './list-pages.ts';
import { orderPage } from './order-page.ts';
import { saveTheme, THEME_EDITOR, themeEditorPage } from './theme-editor.ts';

const LISTS: Record<string, (world: World, shop: Shop) => string> = {
  '': homePage,
  '/': homePage,
  '/orders': ordersPage,
  '/discounts': discountsPage,
  '/products': productsPage,
  '/pages': pagesPage,
};

/** The shop's admin at `/admin/store/<name>/…`: a few plain pages and the app in its frame. */
export function admin(world: World): Handler {
  return async (request) => {
    if (request.shop !== null) return null;
    const { pathname } = request.url;
    if (pathname === '/' || pathname === '/admin') return htmlResponse(shopsPage(world));
    const match = /^\/admin\/store\/([a-z0-9-]+)(\/.*)?$/.exec(pathname);
    if (!match) return null;
    const shop = world.shops.get(`${match[1]}.myshopify.com`);
    if (!shop) return htmlResponse(`<p>There is no shop ${escapeHtml(match[1] ?? '')}.</p>`, 404);
    return (await answer(world, shop, match[2] ?? '', request)) ?? notFound();
  };
}

async function answer(
  world: World,
  shop: Shop,
  path: string,
  request: StandinRequest,
): Promise<StandinResponse | null> {
  if (path.startsWith('/api/')) return adminData(world, shop, path.slice(5), request);
  const app = /^\/apps\/([^/]+)(\/.*)?$/.exec(path);
  if (app) return appAnswer(world, shop, app[1] ?? '', app[2] ?? '', request);
  if (path === THEME_EDITOR && request.method === 'POST') {
    saveTheme(shop, request);
    return redirectResponse(adminPath(shop, THEME_EDITOR), {}, 303);
  }
  if (path === THEME_EDITOR) {
    return htmlResponse(themeEditorPage(world, shop, request.url.searchParams));
  }
  const list = LISTS[path];
  if (list) return htmlResponse(list(world, shop));
  const order = shop.orders.get(BigInt(/^\/orders\/(\d+)$/.exec(path)?.[1] ?? '0'));
  return order ? htmlResponse(orderPage(world, shop, order)) : null;
}

async function appAnswer(
  world: World,
  shop: Shop,
  handle: string,
  path: string,
  request: StandinRequest,
): Promise<StandinResponse | null> {
  if (handle !== world.app.handle && handle !== world.app.apiKey) return null;
  if (request.method === 'POST') {
    if (path === '/install') {
      installApp(world, shop);
      return redirectResponse(adminPath(shop, `/apps/${world.app.handle}`), {}, 303);
    }
    if (path === '/uninstall') {
      uninstallApp(world, shop);
      return redirectResponse(adminPath(shop), {}, 303);
    }
    return null;
  }
  if (needsGrant(world, shop)) return htmlResponse(grantPage(world, shop));
  return htmlResponse(await appFramePage(world, shop, path, request.url.searchParams));
}

function shopsPage(world: World): string {
  const shops = [...world.shops.values()]
    .map((shop) => `<li><a href="${adminPath(shop)}">${escapeHtml(shop.name)}</a></li>`)
    .join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Local Shopify</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/__admin/admin.css"></head>
<body><main class="card narrow"><h1>Local Shopify</h1><ul>${shops}</ul></main></body></html>`;
}

function notFound(): StandinResponse {
  return htmlResponse(
    '<!doctype html><title>Not found</title><p>No such page in this admin.</p>',
    404,
  );
}
