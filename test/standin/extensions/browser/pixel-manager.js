/*
 * Stands for what Shopify itself runs on every storefront page: its count of page views, and its web
 * pixels manager, which loads each pixel (one of Shopify's own, and the app's where there is one) into a
 * sandbox once every consent that it declares is given, replays to it what happened before, and lends
 * it cookies and storage.
 */
(() => {
  const data = JSON.parse(document.getElementById('standin-page-data').textContent);
  const { pixel, events, shop, clientId } = data;
  const pixels = [
    { bundle: 'shop-pixel.js', settings: {}, needs: { analytics: true, marketing: false } },
    ...(pixel ? [{ bundle: 'pixel.js', ...pixel }] : []),
  ];

  const STORAGES = { localStorage, sessionStorage };
  const LENT = {
    'cookie.get': (name) => cookies().get(name) ?? '',
    'cookie.set': (line, value) => {
      // biome-ignore lint/suspicious/noDocumentCookie: this is the very thing that is lent.
      document.cookie = value === undefined ? line : `${line}=${value}`;
      return '';
    },
  };
  for (const [kind, storage] of Object.entries(STORAGES)) {
    for (const method of ['getItem', 'setItem', 'removeItem', 'key', 'clear']) {
      LENT[`${kind}.${method}`] = (...args) => storage[method](...args) ?? null;
    }
    LENT[`${kind}.length`] = () => storage.length;
  }

  function cookies() {
    return new Map(
      document.cookie.split('; ').map((pair) => {
        const at = pair.indexOf('=');
        return [pair.slice(0, at), pair.slice(at + 1)];
      }),
    );
  }

  const privacy = () => {
    const { customerPrivacy } = window.Shopify;
    return {
      analyticsProcessingAllowed: customerPrivacy.analyticsProcessingAllowed(),
      marketingAllowed: customerPrivacy.marketingAllowed(),
      preferencesProcessingAllowed: customerPrivacy.preferencesProcessingAllowed(),
      saleOfDataAllowed: customerPrivacy.saleOfDataAllowed(),
    };
  };

  const contextAt = (address) => {
    const { href, hash, host, hostname, origin, pathname, port, protocol, search } = address;
    const at = { href, hash, host, hostname, origin, pathname, port, protocol, search };
    return {
      document: {
        location: at,
        referrer: document.referrer,
        characterSet: document.characterSet,
        title: document.title,
      },
      navigator: {
        language: navigator.language,
        languages: [...navigator.languages],
        cookieEnabled: navigator.cookieEnabled,
        userAgent: navigator.userAgent,
      },
      window: { location: at, origin: at.origin, innerWidth, innerHeight, scrollX, scrollY },
    };
  };

  const told = events.map(({ at, path, ...event }, seq) => ({
    ...event,
    clientId,
    seq,
    type: 'standard',
    timestamp: new Date(at).toISOString(),
    context: contextAt(path === null ? location : new URL(path, location.href)),
  }));

  const channels = new Map();

  const load = ({ bundle, settings }) => {
    // A worker out of a data address has no origin: nothing of the shop is within its reach.
    const script = `importScripts(${JSON.stringify(`${location.origin}/web-pixels/sandbox-worker.js`)})`;
    const worker = new Worker(`data:text/javascript,${encodeURIComponent(script)}`);
    const pipe = new MessageChannel();
    const channel = pipe.port1;
    channel.onmessage = ({ data: { id, call, args } }) => {
      try {
        channel.postMessage({ id, value: LENT[call](...args) });
      } catch (error) {
        channel.postMessage({ id, error: String(error) });
      }
    };
    const start = {
      bundle: `${location.origin}/web-pixels/${bundle}`,
      settings,
      init: {
        context: contextAt(location),
        data: {
          customer: null,
          cart: null,
          purchasingCompany: null,
          shop: {
            countryCode: 'US',
            myshopifyDomain: shop.domain,
            name: shop.name,
            paymentSettings: { currencyCode: 'USD' },
            storefrontUrl: shop.origin,
          },
        },
        customerPrivacy: privacy(),
      },
      events: told,
    };
    worker.postMessage(start, [pipe.port2]);
    return channel;
  };

  const isEnough = (needs, { analyticsProcessingAllowed, marketingAllowed }) =>
    (analyticsProcessingAllowed || !needs.analytics) && (marketingAllowed || !needs.marketing);

  let counted = false;
  const count = () => {
    counted = true;
    fetch('/.well-known/shopify/monorail/unstable/produce_batch', {
      method: 'POST',
      keepalive: true,
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify({ events: told.map(({ name, timestamp }) => ({ name, timestamp })) }),
    })
      .then((response) => response.text())
      .catch(() => undefined);
  };

  const consider = () => {
    const current = privacy();
    if (current.analyticsProcessingAllowed && !counted) count();
    for (const wanted of pixels) {
      const channel = channels.get(wanted);
      if (channel) channel.postMessage({ consent: current });
      else if (isEnough(wanted.needs, current)) channels.set(wanted, load(wanted));
    }
  };

  window.Shopify.loadFeatures([{ name: 'consent-tracking-api', version: '0.1' }], () => {
    document.addEventListener('visitorConsentCollected', consider);
    consider();
  });
})();
