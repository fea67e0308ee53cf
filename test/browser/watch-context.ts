import type { BrowserContext, Request } from 'playwright-core';

/**
 * Collects, as sentences, everything that went wrong in any page or frame of a browser: errors and warnings on the
 * console, uncaught exceptions, requests that failed or were answered with an error, and requests that left this
 * machine. The list grows while the context lives; a test compares it with nothing.
 */
export function watchContext(context: BrowserContext): string[] {
  const faults: string[] = [];
  context.on('console', (message) => {
    const type = message.type();
    if (type !== 'error' && type !== 'warning') return;
    faults.push(`console ${type} at ${message.location().url}: ${message.text().slice(0, 600)}`);
  });
  context.on('weberror', (failure) => {
    const error = failure.error();
    faults.push(`uncaught: ${error.stack ?? error.message}`.slice(0, 900));
  });
  context.on('requestfailed', (request) => {
    if (wasGivenUp(request)) return;
    faults.push(`${named(request)} failed: ${request.failure()?.errorText}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) {
      faults.push(`${named(response.request())} was answered ${response.status()}`);
    }
  });
  context.on('request', (request) => {
    if (isElsewhere(request.url())) faults.push(`${named(request)} leaves this machine`);
  });
  return faults;
}

/**
 * A page that a person leaves gives up what it was still asking for: pages that ask again and again while something
 * is under way always have such a request. Only the browser itself reports these, and only so.
 */
function wasGivenUp(request: Request): boolean {
  return request.failure()?.errorText === 'net::ERR_ABORTED';
}

function isElsewhere(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:' && !protocol.startsWith('ws')) return false;
  return hostname !== 'localhost' && !hostname.endsWith('.localhost') && hostname !== '127.0.0.1';
}

function named(request: Request): string {
  const { origin, pathname } = new URL(request.url());
  return `${request.method()} ${origin}${pathname}`;
}
