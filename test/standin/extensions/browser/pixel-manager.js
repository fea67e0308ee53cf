/*
 * Stands for Shopify's web pixels manager: loads the app's pixel into a sandbox once every consent that
 * it declares is given, replays to it what happened before, and lends it cookies and storage.
 */
(() => {
  const data = JSON.parse(document.getElementById('standin-page-data').textContent);
  const { pixel, events, shop, clientId } = data;
  if (!pixel) return;

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

  let channel = null;

  const load = () => {
    const frame = document.createElement('iframe');
    frame.hidden = true;
    frame.sandbox = 'allow-scripts';
    frame.src = '/web-pixels/sandbox';
    const pipe = new MessageChannel();
    channel = pipe.port1;
    channel.onmessage = ({ data: { id, call, args } }) => {
      try {
        channel.postMessage({ id, value: LENT[call](...args) });
      } catch (error) {
        channel.postMessage({ id, error: String(error) });
      }
    };
    const start = {
      origin: location.origin,
      settings: pixel.settings,
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
    frame.addEventListener('load', () => {
      frame.contentWindow.postMessage(start, '*', [pipe.port2]);
    });
    document.body.append(frame);
  };

  const isEnough = ({ analyticsProcessingAllowed, marketingAllowed }) =>
    (analyticsProcessingAllowed || !pixel.needs.analytics) &&
    (marketingAllowed || !pixel.needs.marketing);

  const consider = () => {
    const current = privacy();
    if (channel) channel.postMessage({ consent: current });
    else if (isEnough(current)) load();
  };

  window.Shopify.loadFeatures([{ name: 'consent-tracking-api', version: '0.1' }], () => {
    document.addEventListener('visitorConsentCollected', consider);
    consider();
  });
})();
