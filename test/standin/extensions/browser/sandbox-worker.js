/*
 * The strict sandbox: a worker that knows `shopify.extend` and nothing of the page. Everything that the
 * pixel wants of the browser goes over the line to the manager and comes back as a promise.
 */
addEventListener('message', ({ data: { bundle, settings, init, events }, ports: [line] }) => {
  const waiting = new Map();
  const subscribers = [];
  const deciders = [];
  let calls = 0;

  const call = (name, ...args) =>
    new Promise((resolve, reject) => {
      calls += 1;
      waiting.set(calls, { resolve, reject });
      line.postMessage({ id: calls, call: name, args });
    });
  const storage = (kind) => ({
    getItem: (key) => call(`${kind}.getItem`, key),
    setItem: (key, value) => call(`${kind}.setItem`, key, value),
    removeItem: (key) => call(`${kind}.removeItem`, key),
    key: (place) => call(`${kind}.key`, place),
    length: () => call(`${kind}.length`),
    clear: () => call(`${kind}.clear`),
  });

  line.onmessage = ({ data: { id, value, error, consent } }) => {
    if (consent) {
      for (const decider of deciders) decider({ customerPrivacy: consent });
      return;
    }
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) resolve(value);
    else reject(new Error(error));
  };

  const api = {
    settings,
    init,
    analytics: {
      subscribe(name, callback) {
        const entry = { name, callback };
        subscribers.push(entry);
        return () => subscribers.splice(subscribers.indexOf(entry), 1).length > 0;
      },
    },
    browser: {
      cookie: {
        get: (name) => call('cookie.get', name),
        set: (...args) => call('cookie.set', ...args),
      },
      localStorage: storage('localStorage'),
      sessionStorage: storage('sessionStorage'),
    },
    customerPrivacy: {
      subscribe(name, callback) {
        if (name === 'visitorConsentCollected') deciders.push(callback);
        return () => true;
      },
    },
  };
  self.shopify = { extend: (_point, start) => start(api) };
  importScripts(bundle);
  for (const event of events) {
    for (const { name, callback } of subscribers) if (name === event.name) callback(event);
  }
});
