import { createHmac } from 'node:crypto';
import { escapeHtml } from '../http.ts';
import { mintIdToken } from '../identity/id-token.ts';
import type { Shop, World } from '../state/world.ts';
import { adminPage, adminPath, shopName, storefrontUrl } from './layout.ts';

/** What each kind of scope lets an app do, for the person who grants it. */
const SCOPE_WORDS: Record<string, string> = {
  read: 'View',
  write: 'View and edit',
};

function describeScope(scope: string): string {
  const [verb = '', ...subject] = scope.split('_');
  return `${SCOPE_WORDS[verb] ?? verb} ${subject.join(' ')}`;
}

/** Asks the merchant for what the app requires; installing posts to `install`. */
export function grantPage(world: World, shop: Shop): string {
  const { title, handle, scopes } = world.app;
  const isUpdate = shop.installation !== null;
  const items = scopes
    .map(
      (scope) => `<li>${escapeHtml(describeScope(scope))} <code>${escapeHtml(scope)}</code></li>`,
    )
    .join('');
  const heading = isUpdate ? `Update ${title}` : `Install ${title}`;
  return adminPage(world, shop, {
    place: 'app',
    title: heading,
    main: `<div class="card narrow">
<h1>${escapeHtml(heading)}</h1>
<p>${escapeHtml(title)} asks for access to ${escapeHtml(shop.name)}:</p>
<ul>${items}</ul>
<form method="post" action="${adminPath(shop, `/apps/${handle}/install`)}">
<button class="primary" type="submit">${isUpdate ? 'Update' : 'Install'}</button>
</form>
</div>`,
  });
}

/** The app in its frame, with the bars that App Bridge fills. */
export async function appFramePage(
  world: World,
  shop: Shop,
  path: string,
  query: URLSearchParams,
): Promise<string> {
  const { title, handle, appUrl } = world.app;
  const src = await embeddedUrl(world, shop, path, query);
  const settings = {
    shop: shop.domain,
    appOrigin: new URL(appUrl).origin,
    appTitle: title,
    appBase: adminPath(shop, `/apps/${handle}`),
    adminBase: adminPath(shop),
    api: adminPath(shop, '/api'),
    storefront: storefrontUrl(world, shop),
  };
  return adminPage(world, shop, {
    place: 'app',
    title,
    main: `<div class="app-bar">
<h1 class="app-title" id="app-title">${escapeHtml(title)}</h1>
<div id="title-bar-actions" class="actions"></div>
<form method="post" action="${adminPath(shop, `/apps/${handle}/uninstall`)}"><button type="submit">Uninstall app</button></form>
</div>
<div id="save-bar" class="save-bar" role="region" aria-label="Unsaved changes" hidden>
<span>Unsaved changes</span>
<button type="button" id="save-bar-discard">Discard</button>
<button type="button" id="save-bar-save" class="primary">Save</button>
</div>
<div id="loading" class="loading" hidden></div>
<iframe id="app" title="${escapeHtml(title)}" data-src="${escapeHtml(src)}" allow="clipboard-write"></iframe>
<div id="toasts" role="status" aria-live="polite"></div>`,
    scripts: `<script type="application/json" id="settings">${safeJson(settings)}</script>
<script type="module" src="/__admin/host/host.js"></script>`,
  });
}

/** The address that the frame loads, signed as Shopify signs it. */
async function embeddedUrl(
  world: World,
  shop: Shop,
  path: string,
  query: URLSearchParams,
): Promise<string> {
  const url = new URL(world.app.appUrl);
  if (path !== '') url.pathname = path;
  const host = Buffer.from(`admin.shopify.com/store/${shopName(shop)}`).toString('base64');
  const parameters = new URLSearchParams(query);
  parameters.set('embedded', '1');
  parameters.set('host', host.replace(/=+$/, ''));
  parameters.set('id_token', await mintIdToken(world, shop));
  parameters.set('locale', 'en');
  parameters.set(
    'session',
    createHmac('sha256', world.app.apiSecret).update(shop.domain).digest('hex'),
  );
  parameters.set('shop', shop.domain);
  parameters.set('timestamp', String(Math.floor(Date.now() / 1000)));
  parameters.sort();
  const message = [...parameters].map(([key, value]) => `${key}=${value}`).join('&');
  parameters.set('hmac', createHmac('sha256', world.app.apiSecret).update(message).digest('hex'));
  url.search = parameters.toString();
  return url.href;
}

/** JSON that cannot close the script element it stands in. */
function safeJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
