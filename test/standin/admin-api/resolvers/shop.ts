import { gid, type Shop } from '../../state/world.ts';
import type { ApiContext, ResolverMap } from '../engine/api-context.ts';

type Empty = Record<string, never>;

const PLAN_NAMES = { standard: 'Basic', advanced: 'Advanced', plus: 'Shopify Plus' } as const;

/** The shop itself and what the app's installation in it may do. */
export const shopResolvers: ResolverMap = {
  QueryRoot: {
    shop: (_: unknown, _args: Empty, { shop }: ApiContext) => shop,
    webhookSubscriptions: () => [],
  },
  Shop: {
    id: (shop: Shop) => gid('Shop', shop.id),
    myshopifyDomain: (shop: Shop) => shop.domain,
    primaryDomain: (shop: Shop) => shop,
    url: (shop: Shop) => `https://${shop.domain}`,
    contactEmail: (shop: Shop) => shop.email,
    currencyCode: (shop: Shop) => shop.currency,
    enabledPresentmentCurrencies: (shop: Shop) => [shop.currency, ...shop.rates.keys()],
    ianaTimezone: (shop: Shop) => shop.timeZone,
    timezoneOffsetMinutes: (shop: Shop, _args: Empty, { world }: ApiContext) =>
      offsetMinutes(shop.timeZone, world.clock.now()),
    timezoneOffset: (shop: Shop, _args: Empty, { world }: ApiContext) =>
      writeOffset(offsetMinutes(shop.timeZone, world.clock.now())),
    plan: (shop: Shop) => ({
      publicDisplayName: PLAN_NAMES[shop.plan],
      shopifyPlus: shop.plan === 'plus',
      partnerDevelopment: false,
    }),
  },
  Domain: {
    id: (shop: Shop) => gid('Domain', shop.id),
    host: (shop: Shop) => new URL(primaryUrlOf(shop)).host,
    url: primaryUrlOf,
    sslEnabled: (shop: Shop) => primaryUrlOf(shop).startsWith('https:'),
  },
};

function primaryUrlOf(shop: Shop): string {
  return shop.primaryUrl ?? `https://${shop.domain}`;
}

/** Minutes east of UTC at the instant, by the zone's own rules. */
function offsetMinutes(timeZone: string, at: number): number {
  const name = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name ?? '');
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}

function writeOffset(minutes: number): string {
  const size = Math.abs(minutes);
  const hours = String(Math.floor(size / 60)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${hours}${String(size % 60).padStart(2, '0')}`;
}
