import { createServer } from 'node:http';
import type { World } from '../state/world.ts';

export type FramedApp = { url: string; close(): Promise<void> };

/**
 * A few pages that use everything of App Bridge, in place of the app: `/bounce` has no token on its
 * first address and goes through the bounce page, `/data` wants a new token once.
 */
export async function startFramedApp(world: World): Promise<FramedApp> {
  const bridge = `<script src="${world.origin}/app-bridge.js" data-api-key="${world.app.apiKey}"></script>`;
  let refused = false;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', world.app.appUrl);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (url.pathname === '/auth/session-token') {
      response.end(bridge);
    } else if (url.pathname === '/bounce' && !url.searchParams.has('id_token')) {
      const query = new URLSearchParams(url.searchParams);
      query.set('shopify-reload', `${world.app.appUrl}/bounce?${url.searchParams}`);
      response.writeHead(302, { location: `/auth/session-token?${query}` }).end();
    } else if (url.pathname === '/data' && !refused) {
      refused = true;
      response.writeHead(401, { 'X-Shopify-Retry-Invalid-Session-Request': '1' }).end();
    } else if (url.pathname === '/data') {
      response.end(request.headers.authorization?.split('.').length === 3 ? 'signed' : 'unsigned');
    } else {
      response.end(page(bridge, url.pathname));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('framed app: no address');
  return {
    url: `http://localhost:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function page(bridge: string, path: string): string {
  return `<!doctype html><html lang="en"><head><title>App</title>${bridge}</head><body>
<h1>At ${path}</h1><p id="log"></p>
<ui-nav-menu><a href="/" rel="home">Home</a><a href="/influencers">Influencers</a></ui-nav-menu>
<ui-title-bar title="Page"><button onclick="log('added')">Add</button></ui-title-bar>
<ui-modal id="sure"><ui-title-bar title="Sure?"><button variant="primary" onclick="log('agreed')">Yes</button></ui-title-bar></ui-modal>
<form data-save-bar onsubmit="event.preventDefault(); log('saved')"><label>Name <input name="name"></label></form>
<button onclick="fetch('/data').then((r) => r.text()).then(log)">Fetch</button>
<button onclick="shopify.resourcePicker({ type: 'product' }).then((s) => log(s === undefined ? 'nothing' : s[0].handle))">Pick</button>
<button onclick="document.getElementById('sure').content.textContent = 'Really?'; shopify.modal.show('sure')">Ask</button>
<button onclick="shopify.toast.show('Well done')">Toast</button>
<button onclick="shopify.saveBar.leaveConfirmation().then(() => log('left'), () => log('stayed'))">Leave</button>
<a href="/bounce?shop=glowy.myshopify.com&host=x">Bounce</a>
<a href="https://glowy.myshopify.com/collections/none" target="_top">Store</a>
<script>
function log(text) { document.getElementById('log').textContent = text; }
addEventListener('shopify:navigate', (event) => {
  history.pushState({}, '', event.target.getAttribute('href'));
  document.querySelector('h1').textContent = 'At ' + location.pathname;
});
</script></body></html>`;
}
