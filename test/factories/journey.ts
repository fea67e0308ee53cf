import { prisma } from '#app/db/client.server.ts';
import { idOf } from './ids.ts';

type GivenClick = {
  slug: string;
  at: string;
  /** The door's cookie, as a word. */
  cookie?: string;
  agent?: string;
  destination?: string;
};

/** A follow of a tracking link, as the door stored it. Returns its id. */
export async function makeClick(shopId: number, word: string, given: GivenClick): Promise<string> {
  const clickId = idOf(word);
  await prisma().linkClick.create({
    data: {
      shopId,
      clickId,
      slug: given.slug,
      occurredAt: new Date(given.at),
      agent: given.agent ?? 'person',
      door: 'app',
      destination: given.destination ?? '/pages/jane',
      visitorId: given.cookie === undefined ? null : idOf(given.cookie),
    },
  });
  return clickId;
}

export type GivenEvent = {
  at: string;
  /** The browser, as a word; none where the visitor allows no lasting id. */
  browser?: string;
  type?: 'visit' | 'checkout_started' | 'checkout_completed';
  url?: string;
  referrer?: string;
  checkoutToken?: string;
  orderId?: bigint;
};

/** An event of the pixel, as the door stored it. */
export async function makeEvent(shopId: number, word: string, given: GivenEvent): Promise<void> {
  await prisma().pixelEvent.create({
    data: {
      shopId,
      eventId: word,
      type: given.type ?? 'visit',
      occurredAt: new Date(given.at),
      visitorId: given.browser === undefined ? null : idOf(given.browser),
      url: given.url ?? '/',
      referrer: given.referrer ?? null,
      checkoutToken: given.checkoutToken ?? null,
      orderId: given.orderId ?? null,
      isGathered: given.browser === undefined,
    },
  });
}

/** A visit of Shopify's own account of an order's journey. */
export async function makeMoment(
  shopId: number,
  orderId: bigint,
  given: { at: string; landingPage?: string; referrerUrl?: string },
): Promise<void> {
  await prisma().journeyMoment.create({
    data: {
      shopId,
      orderId,
      momentId: `gid://shopify/CustomerVisit/${given.at}`,
      occurredAt: new Date(given.at),
      landingPage: given.landingPage ?? '/',
      referrerUrl: given.referrerUrl ?? null,
    },
  });
}
