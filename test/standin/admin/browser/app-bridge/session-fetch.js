import { fetchIdToken, localeParameter } from './id-token.js';
import { tell } from './transport.js';

const RETRY = 'X-Shopify-Retry-Invalid-Session-Request';
const REAUTHORIZE = 'X-Shopify-API-Request-Failure-Reauthorize-Url';
const plainFetch = window.fetch.bind(window);

/** fetch with a session token on every request to the app's own origin. */
async function sessionFetch(input, init) {
  const address = input instanceof Request ? input.url : String(input);
  if (address.startsWith('shopify:')) {
    throw new TypeError('stand-in: direct Admin API access from the browser is not stood in for');
  }
  if (new URL(address, location.href).origin !== location.origin) return plainFetch(input, init);
  const request = new Request(input, init);
  const response = await plainFetch(await authorised(request.clone()));
  const again =
    response.status === 401 && response.headers.has(RETRY)
      ? await plainFetch(await authorised(request))
      : response;
  const reauthorizeUrl = again.headers.get(REAUTHORIZE);
  if (reauthorizeUrl) tell('redirect', new URL(reauthorizeUrl, location.href).href);
  return again;
}

async function authorised(request) {
  if (!request.headers.has('Authorization')) {
    request.headers.set('Authorization', `Bearer ${await fetchIdToken()}`);
  }
  if (!request.headers.has('Accept-Language')) {
    request.headers.set('Accept-Language', localeParameter);
  }
  request.headers.set('X-Requested-With', 'XMLHttpRequest');
  return request;
}

window.fetch = sessionFetch;
