import { fetchIdToken, hostParameter, localeParameter, shopDomain } from './id-token.js';
import { leaveConfirmation } from './save-bar.js';
import { apiKey, ask, hear, isFramed, tell } from './transport.js';

const toasts = new Map();
let lastToast = 0;

hear('toast-action', (id) => toasts.get(id)?.onAction?.());
hear('toast-gone', (id) => {
  toasts.get(id)?.onDismiss?.();
  toasts.delete(id);
});

function showToast(
  message,
  { duration = 5000, isError = false, action, onAction, onDismiss } = {},
) {
  lastToast += 1;
  const id = `toast-${lastToast}`;
  toasts.set(id, { onAction, onDismiss });
  tell('toast', { id, message, duration, isError, action: action ?? null });
  return id;
}

/** An element of the page by its id, of those that can be shown and hidden. */
function byId(id) {
  const element = document.getElementById(id);
  if (!element || typeof element.show !== 'function')
    throw new Error(`nothing to show has id ${id}`);
  return element;
}

const switches = {
  show: async (id) => byId(id).show(),
  hide: async (id) => byId(id).hide(),
  toggle: async (id) => byId(id).toggle(),
};

async function pickResources(options) {
  const selection = await ask('resource-picker', options);
  return selection === null ? undefined : Object.assign(selection, { selection });
}

window.shopify = {
  config: {
    apiKey,
    shop: shopDomain,
    host: hostParameter,
    locale: localeParameter,
    appOrigins: [],
    disabledFeatures: [],
    debug: {},
  },
  origin: location.origin,
  ready: Promise.resolve(),
  environment: { mobile: false, embedded: isFramed, intent: false, pos: false },
  protocol: {},
  idToken: fetchIdToken,
  user: () => ask('user'),
  toast: { show: showToast, hide: (id) => tell('toast-hide', id) },
  loading: (on = true) => tell('loading', Boolean(on)),
  saveBar: { ...switches, leaveConfirmation },
  modal: switches,
  resourcePicker: pickResources,
  scopes: {
    query: () => ask('scopes'),
    request: (scopes) => ask('request-scopes', scopes),
    revoke: (scopes) => ask('revoke-scopes', scopes),
  },
  intents: {
    invoke: async (intent) => {
      tell('toast', {
        id: 'intent',
        message: `Not in the local Shopify: ${String(intent)}`,
        duration: 5000,
        isError: true,
        action: null,
      });
      return { complete: Promise.resolve({ code: 'closed' }) };
    },
  },
  app: { extensions: async () => [] },
  reviews: { request: async () => ({ success: false, code: 'open-in-progress', message: '' }) },
  webVitals: { onReport: () => {} },
};
