import { memoriesOf } from './memory.ts';
import { openOutbox } from './outbox.ts';
import { hostOf, pageAddress } from './page-address.ts';
import { type Permission, permissionOf } from './permission.ts';
import type { CustomerEvent, Sandbox } from './sandbox.ts';
import { watchVisits } from './visit-watch.ts';
import { forgetVisitor, visitorId } from './visitor-id.ts';
import { type WantedName, WIRE_TYPES, wireEvent } from './wire-event.ts';

const NAMES = Object.keys(WIRE_TYPES) as WantedName[];
/** Of events that happened before the visitor said yes or no. */
const MOST_UNDECIDED = 50;

/**
 * Starts the pixel in Shopify's sandbox. Before consent nothing is read, kept or sent; what happened
 * meanwhile is held in this page's memory, and sent when the visitor agrees. A refusal drops it and
 * clears what earlier consent had stored. Without both settings the pixel does nothing.
 */
export function startPixel(sandbox: Sandbox): void {
  const { settings, browser, init } = sandbox;
  const url = settings.collectUrl;
  const shop = settings.accountId || init.data.shop.myshopifyDomain;
  if (typeof url !== 'string' || !/^https?:\/\//.test(url) || typeof shop !== 'string') return;

  const pageHref = init.context.document.location.href;
  const { myshopifyDomain, storefrontUrl } = init.data.shop;
  const ownHosts = [hostOf(pageHref), hostOf(storefrontUrl), myshopifyDomain, shop];
  const memories = memoriesOf(sandbox);
  const visits = watchVisits(memories);
  let permission: Permission = permissionOf(init.customerPrivacy);
  let undecided: { name: WantedName; event: CustomerEvent }[] | null = [];
  let visitor: string | null = null;
  const outbox = openOutbox({ url, tab: memories.tab, envelope: () => ({ shop, visitor }) });

  // One thing after another: two events of one page must not both find no visit going on.
  let last = Promise.resolve();
  const inTurn = (step: () => Promise<void>) => {
    // Whatever goes wrong here is no business of the shop's.
    last = last.then(step).catch(() => undefined);
  };

  const record = async (name: WantedName, event: CustomerEvent) => {
    if (permission === 'none') return;
    if (permission === 'all' && visitor === null) {
      const isSecure = pageHref.startsWith('https:');
      visitor = await visitorId(browser.cookie, memories.lasting, isSecure);
    }
    await outbox.resume();
    const at = Date.parse(event.timestamp) || Date.now();
    const told = wireEvent(name, event, ownHosts);
    if (name === 'page_viewed') {
      const { arrival } = pageAddress(event.context.document.location.href);
      if (!(await visits.begins({ at, arrival, referrer: told.referrer }, permission))) return;
    } else {
      await visits.goesOn(at, permission);
    }
    await outbox.add(told, name === 'page_viewed' || name === 'checkout_completed');
  };

  const forget = async () => {
    visitor = null;
    await forgetVisitor(browser.cookie, memories.lasting);
    await visits.forget();
  };

  for (const name of NAMES) {
    sandbox.analytics.subscribe(name, (event) => {
      if (permission !== 'none') inTurn(() => record(name, event));
      else if (undecided && undecided.length < MOST_UNDECIDED) undecided.push({ name, event });
    });
  }
  sandbox.customerPrivacy.subscribe('visitorConsentCollected', ({ customerPrivacy }) => {
    const before = permission;
    permission = permissionOf(customerPrivacy);
    const held = permission === 'none' ? [] : (undecided ?? []);
    undecided = permission === 'none' ? null : [];
    if (permission === 'none') {
      // At once, and again after whatever is half done now.
      void outbox.clear();
      inTurn(() => outbox.clear());
      inTurn(forget);
    } else if (permission === 'events' && before === 'all') {
      inTurn(forget);
    }
    for (const { name, event } of held) inTurn(() => record(name, event));
  });
}
