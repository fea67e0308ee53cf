import '@shopify/shopify-app-remix/adapters/node';
import { type ApiVersion, LogSeverity } from '@shopify/shopify-api';
import {
  AppDistribution,
  SessionNotFoundError,
  shopifyApp,
} from '@shopify/shopify-app-remix/server';
import { inTransaction, prisma } from './db/client.server.ts';
import {
  endOfflineToken,
  offlineTokenEndsBefore,
  sessionStorage,
  withTokenLock,
} from './db/session-store.server.ts';
import { findShop, recordInstallation, type ShopRow } from './db/shop-store.server.ts';
import { AppError } from './domain/app-error.ts';
import { API_VERSION } from './platform/api-version.ts';
import { environment } from './platform/environment.server.ts';
import { logOf } from './platform/log.server.ts';
import { enqueue } from './queue/enqueue.server.ts';
import { requestBackfill } from './queue/request-backfill.server.ts';
import {
  type AdminClient,
  createAdminClient,
  sendGraphqlTo,
} from './shopify/outbound/admin-client.ts';
import { fetchShopDetails } from './shopify/outbound/shop-query.ts';

type Library = ReturnType<typeof createLibrary>;

function createLibrary() {
  const { SHOPIFY_API_KEY, SHOPIFY_API_SECRET, SHOPIFY_APP_URL } = environment();
  return shopifyApp({
    apiKey: SHOPIFY_API_KEY,
    apiSecretKey: SHOPIFY_API_SECRET,
    appUrl: SHOPIFY_APP_URL,
    apiVersion: API_VERSION as ApiVersion,
    authPathPrefix: '/auth',
    sessionStorage: sessionStorage(),
    logger: { level: LogSeverity.Warning, log: writeLog },
    distribution: AppDistribution.AppStore,
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
    hooks: {
      /** Runs at every new token, so also after a re-installation and a change of scopes. */
      afterAuth: async ({ session }) => {
        await recordShop(session.shop, session.accessToken);
      },
    },
  });
}

async function writeLog(severity: LogSeverity, message: string): Promise<void> {
  const log = logOf('shopify');
  if (severity === LogSeverity.Error) log.error(message);
  else log.warn(message);
}

let library: Library | undefined;

/** Shopify's library, set up once per process at its first use. */
export function shopify(): Library {
  library ??= createLibrary();
  return library;
}

const recordings = new Map<string, Promise<ShopRow>>();

/** Records the installation with what Shopify says of the shop, once for all who ask at the same moment. */
function recordShop(domain: string, accessToken: string | undefined): Promise<ShopRow> {
  const running = recordings.get(domain);
  if (running) return running;
  const work = async () => {
    const client = createAdminClient(sendGraphqlTo(domain, accessToken ?? ''));
    const details = await fetchShopDetails(client);
    return inTransaction(async (tx) => {
      const shop = await recordInstallation(tx, domain, details);
      await requestBackfill(tx, shop, new Date());
      await enqueue(tx, 'ensure-pixel', { shopId: shop.id });
      return shop;
    });
  };
  const recording = work().finally(() => recordings.delete(domain));
  recordings.set(domain, recording);
  return recording;
}

/** A request from the admin, with the shop that it speaks for. */
export type MerchantContext = { shop: ShopRow; shopId: number };

/**
 * Checks a request from the embedded admin. Throws the Response that Shopify's library wants sent
 * (a bounce, a 401 that makes App Bridge try again) where the request is not authenticated.
 */
export async function authenticateMerchant(request: Request): Promise<MerchantContext> {
  const { session } = await shopify().authenticate.admin(request);
  const known = await findShop(prisma(), session.shop);
  // The library lets only one of a page's loaders wait for afterAuth, and does not try a failed one again.
  const isRecorded = known?.installedAt && !known.uninstalledAt;
  const shop = isRecorded ? known : await recordShop(session.shop, session.accessToken);
  return { shop, shopId: shop.id };
}

/** Shopify's library refreshes an offline token that has less than five minutes left; we ask a little earlier. */
const REFRESH_MARGIN_MS = 6 * 60 * 1000;

/**
 * The Admin API of a shop, with its offline token; refreshed first, by one process at a time, when it is about to
 * end, and once more when Shopify does not know it any longer.
 * Throws AppError session_missing when the app is not installed there.
 */
export async function adminOf(domain: string): Promise<AdminClient> {
  let accessToken = await offlineTokenOf(domain);
  return createAdminClient(async (document, variables) => {
    const response = await sendGraphqlTo(domain, accessToken)(document, variables);
    if (response.status !== 401) return response;
    // A request that was refused so was not carried out: not even a mutation is sent twice.
    await endOfflineToken(domain, accessToken);
    accessToken = await offlineTokenOf(domain);
    return sendGraphqlTo(domain, accessToken)(document, variables);
  });
}

async function offlineTokenOf(domain: string): Promise<string> {
  const load = () => shopify().unauthenticated.admin(domain);
  try {
    const ending = await offlineTokenEndsBefore(domain, new Date(Date.now() + REFRESH_MARGIN_MS));
    const { session } = ending ? await withTokenLock(domain, load) : await load();
    return session.accessToken ?? '';
  } catch (cause) {
    if (cause instanceof SessionNotFoundError) {
      throw new AppError(
        'session_missing',
        `Tributary has no access to ${domain}: open the app in that shop's admin once.`,
        { cause },
      );
    }
    throw new AppError('shopify_unavailable', `Shopify gave no access token for ${domain}.`, {
      cause,
    });
  }
}
