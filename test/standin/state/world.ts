/**
 * Everything the local Shopify knows, in memory. Money is integer minor units of the named currency
 * (`number`: the stand-in shares no money code with the app, so that neither can hide the other's error).
 * Ids are Shopify's numeric ids as bigint; `gid()` makes the global form.
 */
import type { Order } from './order.ts';

export type {
  DiscountApplication,
  MoneyPair,
  Order,
  OrderLine,
  Refund,
  Visit,
} from './order.ts';

export type Minor = number;

export type World = {
  readonly app: AppRegistration;
  readonly clock: Clock;
  /** By domain, `glowy.myshopify.com`. */
  readonly shops: Map<string, Shop>;
  /** Where the stand-in can be reached, `http://localhost:<port>`; set by the server when it listens. */
  origin: string;
  /** Whoever wants to know what the Admin API and the admin did (the webhook sender). */
  readonly listeners: Set<(event: ShopEvent) => void>;
  /** One sequence for all ids; starts above 2^53 so that careless JSON.parse is caught. */
  nextId(): bigint;
};

/** Something that the app, or a person in the admin, did and that Shopify tells by webhook. */
export type ShopEvent = { shop: Shop } & (
  | { kind: 'bulk_operation_finished'; operation: BulkOperation }
  | { kind: 'discount'; action: 'create' | 'update' | 'delete'; discount: Discount }
  | { kind: 'app_uninstalled' }
  | { kind: 'scopes_updated'; previous: string[]; current: string[] }
);

/** Tells every listener. */
export function announce(world: World, event: ShopEvent): void {
  for (const listener of world.listeners) listener(event);
}

/** The app as the partner dashboard knows it (client id, secret, urls, toml subscriptions). */
export type AppRegistration = {
  apiKey: string;
  apiSecret: string;
  appUrl: string;
  handle: string;
  title: string;
  scopes: readonly string[];
  optionalScopes: readonly string[];
  proxy: { url: string; prefix: string; subpath: string };
  /** topic ("orders/create") → path below appUrl */
  webhooks: ReadonlyMap<string, string>;
  complianceWebhooks: ReadonlyMap<string, string>;
  webhookApiVersion: string;
};

/** now() in epoch ms; the control API can move it and speed up timers. */
export type Clock = {
  now(): number;
  set(epochMs: number): void;
  /** Waits `ms` of simulated time; divides by the speed. */
  sleep(ms: number): Promise<void>;
  speed: number;
};

export type Shop = {
  id: bigint;
  domain: string;
  /** Origin that visitors see; default https://<domain>. A local browser needs one that it can reach. */
  primaryUrl?: string;
  /** What the merchant has switched on in the theme editor; apps' embeds and blocks start off. */
  theme?: { visitEmbed: boolean; landingBlocks: boolean };
  /** Visitors are asked for the store's password first, as before a shop's launch. */
  isLocked?: boolean;
  /** What apps and the merchant have defined of metafields; none to begin with. */
  metafieldDefinitions?: MetafieldDefinition[];
  /** Visitors must be asked before anything is measured; default: nobody is. */
  asksConsent?: boolean;
  name: string;
  email: string;
  currency: string;
  timeZone: string;
  taxesIncluded: boolean;
  /** Basis points of tax on taxable lines and shipping. */
  taxRateBp: number;
  shippingMinor: Minor;
  /** Presentment currency → presentment units per one shop unit, as a decimal string. */
  rates: Map<string, string>;
  plan: 'standard' | 'advanced' | 'plus';
  installation: Installation | null;
  products: Map<bigint, Product>;
  collections: Map<bigint, Collection>;
  discounts: Map<bigint, Discount>;
  pages: Map<bigint, Page>;
  redirects: Map<bigint, UrlRedirect>;
  customers: Map<bigint, Customer>;
  orders: Map<bigint, Order>;
  webPixel: { id: bigint; settings: string } | null;
  bulkOperations: Map<bigint, BulkOperation>;
  redeemCodeCreations: Map<bigint, RedeemCodeCreation>;
  deliveries: Delivery[];
  misbehaviour: Misbehaviour;
  /** Shape of webhook bodies; `redacted`: the app has no approval for protected customer data. */
  webhookBodies?: 'current' | 'legacy' | 'redacted';
  nextOrderNumber: number;
  /** Leaky bucket of the Admin API. */
  bucket: { available: number; at: number };
};

export type Installation = {
  scopes: Set<string>;
  installedAt: number;
  /** Access tokens that are valid now; refresh tokens point at the scope set they renew. */
  tokens: Map<string, { kind: 'offline' | 'online'; expiresAt: number; userId: bigint | null }>;
  refreshTokens: Map<string, { expiresAt: number; supersedes: string | null }>;
};

export type Product = {
  id: bigint;
  title: string;
  handle: string;
  vendor: string;
  productType: string;
  status: 'ACTIVE' | 'DRAFT' | 'ARCHIVED';
  descriptionHtml: string;
  /** A picture made here (an SVG data URI): nothing is fetched from outside. */
  imageUrl: string;
  variants: Variant[];
  createdAt: number;
};

export type Variant = {
  id: bigint;
  title: string;
  sku: string;
  priceMinor: Minor;
  unitCostMinor: Minor | null;
  taxable: boolean;
  requiresShipping: boolean;
  isGiftCard: boolean;
};

export type Collection = { id: bigint; title: string; handle: string; productIds: bigint[] };

export type DiscountValue =
  | { kind: 'percentage'; fraction: number }
  | { kind: 'fixed'; amountMinor: Minor; onEachItem: boolean }
  | { kind: 'free_shipping' };

export type Discount = {
  id: bigint;
  title: string;
  value: DiscountValue;
  /** null: all products. */
  items: { productIds: bigint[]; collectionIds: bigint[] } | null;
  codes: { id: bigint; code: string; usage: number }[];
  startsAt: number;
  endsAt: number | null;
  active: boolean;
  usageLimit: number | null;
  oncePerCustomer: boolean;
  minimum: { subtotalMinor: Minor } | { quantity: number } | null;
  combinesWith: { order: boolean; product: boolean; shipping: boolean };
  tags: string[];
  createdBy: 'app' | 'merchant';
  createdAt: number;
  updatedAt: number;
};

export type Page = {
  id: bigint;
  title: string;
  handle: string;
  bodyHtml: string;
  published: boolean;
  templateSuffix: string | null;
  metafields: { namespace: string; key: string; type: string; value: string }[];
  createdAt: number;
  updatedAt: number;
};

export type MetafieldDefinition = {
  id: bigint;
  ownerType: string;
  namespace: string;
  key: string;
  name: string;
  type: string;
  /** Liquid reads an app's own metafield only where this is PUBLIC_READ. */
  storefront: 'NONE' | 'PUBLIC_READ';
};

export type UrlRedirect = { id: bigint; path: string; target: string };

export type Address = {
  firstName: string;
  lastName: string;
  address1: string;
  city: string;
  zip: string;
  countryCode: string;
  phone: string | null;
};

export type Customer = {
  id: bigint;
  email: string | null;
  firstName: string | null;
  lastName: string | null;
  phone: string | null;
  acceptsMarketing: boolean;
  /** Has signed up, and may log in; a guest has not. */
  hasAccount?: boolean;
  address: Address | null;
  createdAt: number;
  updatedAt: number;
};

/** One asynchronous import of redeem codes into a discount; `redeemCodeId: null` where an error stands in its way. */
export type RedeemCodeCreation = {
  id: bigint;
  discountId: bigint;
  createdAt: number;
  done: boolean;
  codes: {
    code: string;
    redeemCodeId: bigint | null;
    error: { code: string; message: string } | null;
  }[];
};

export type BulkOperation = {
  id: bigint;
  status: 'CREATED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELED';
  query: string;
  createdAt: number;
  completedAt: number | null;
  objectCount: number;
  jsonl: string | null;
  errorCode: string | null;
};

/** One webhook on its way: every attempt is kept, so that a test can ask what happened. */
export type Delivery = {
  webhookId: string;
  eventId: string;
  topic: string;
  uri: string;
  body: Buffer;
  triggeredAt: number;
  attempts: { at: number; status: number | 'timeout' | 'refused' }[];
  state: 'waiting' | 'delivered' | 'given_up' | 'dropped';
};

/** What the shop does wrong on request. */
export type Misbehaviour = {
  delayMs: number;
  duplicate: number;
  /** Deliver the next n webhooks in reversed order. */
  reorder: number;
  /** Drop the next n webhooks. */
  drop: number;
  /** Admin API answers THROTTLED to the next n requests. */
  throttle: number;
  /** Admin API answers 503 until this instant. */
  outageUntil: number;
  /** The next n Admin API mutations are carried out, and then the connection breaks. */
  breakAfterMutation: number;
};

export function gid(type: string, id: bigint): string {
  return `gid://shopify/${type}/${id}`;
}
