// How the app's page in the frame and the admin around it talk. The admin is wherever this script
// came from; nobody else is listened to.

const scriptElement = document.currentScript;

export const adminOrigin = new URL(scriptElement?.src ?? location.href).origin;
export const apiKey =
  scriptElement?.dataset.apiKey ??
  document.querySelector('meta[name="shopify-api-key"]')?.content ??
  '';
export const isFramed = window.top !== window.self;

const waiting = new Map();
const listeners = new Map();
let lastId = 0;

/** Asks the admin and waits for its answer. */
export function ask(type, payload) {
  return new Promise((resolve, reject) => {
    lastId += 1;
    waiting.set(lastId, { resolve, reject });
    post({ id: lastId, type, payload });
  });
}

/** Tells the admin; no answer is expected. */
export function tell(type, payload) {
  post({ type, payload });
}

/** Hears what the admin tells. One listener for each type. */
export function hear(type, listener) {
  listeners.set(type, listener);
}

function post(message) {
  window.parent.postMessage({ from: 'app-bridge', ...message }, adminOrigin);
}

addEventListener('message', ({ source, origin, data }) => {
  if (source !== window.parent || origin !== adminOrigin || data?.from !== 'admin') return;
  if (data.answers !== undefined) {
    const asked = waiting.get(data.answers);
    waiting.delete(data.answers);
    if (data.error) asked?.reject(new Error(data.error));
    else asked?.resolve(data.payload);
    return;
  }
  listeners.get(data.type)?.(data.payload);
});
