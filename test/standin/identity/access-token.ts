import { z } from 'zod';
import { type Handler, jsonResponse, type StandinResponse } from '../http.ts';
import type { Installation, Shop, World } from '../state/world.ts';
import { readIdToken } from './id-token.ts';
import {
  ACCESS_TOKEN_SECONDS,
  issueOfflineToken,
  issueOnlineToken,
  REFRESH_TOKEN_SECONDS,
} from './installation.ts';

const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ID_TOKEN = 'urn:ietf:params:oauth:token-type:id_token';
const OFFLINE = 'urn:shopify:params:oauth:token-type:offline-access-token';
const ONLINE = 'urn:shopify:params:oauth:token-type:online-access-token';

const tokenRequest = z.object({
  client_id: z.string(),
  client_secret: z.string(),
  grant_type: z.string(),
  subject_token: z.string().optional(),
  subject_token_type: z.string().optional(),
  requested_token_type: z.string().optional(),
  expiring: z.string().optional(),
  refresh_token: z.string().optional(),
});

type TokenRequest = z.infer<typeof tokenRequest>;

/** `POST /admin/oauth/access_token` of every shop: token exchange and refresh. */
export function identity(world: World): Handler {
  return async (request) => {
    if (request.url.pathname !== '/admin/oauth/access_token') return null;
    const { shop } = request;
    if (!shop) return jsonResponse({ errors: 'Not Found' }, 404);
    if (request.method !== 'POST') return jsonResponse({ errors: 'Not Acceptable' }, 406);
    if (world.clock.now() < shop.misbehaviour.outageUntil) {
      return jsonResponse({ errors: 'Service Unavailable' }, 503);
    }
    const body = tokenRequest.safeParse(readBody(request.body, request.headers['content-type']));
    if (!body.success) {
      return refuse('invalid_request', 'The request is missing a required parameter.');
    }
    if (body.data.client_id !== world.app.apiKey) {
      return refuse('application_cannot_be_found', 'The application could not be found.');
    }
    if (body.data.client_secret !== world.app.apiSecret) {
      return refuse('invalid_client', 'The client secret is not valid for this application.', 401);
    }
    if (body.data.grant_type === EXCHANGE) return exchange(world, shop, body.data);
    if (body.data.grant_type === 'refresh_token') return refresh(world, shop, body.data);
    return refuse('unsupported_grant_type', 'The grant type is not supported.');
  };
}

async function exchange(world: World, shop: Shop, body: TokenRequest): Promise<StandinResponse> {
  if (body.subject_token_type !== ID_TOKEN) {
    return refuse('invalid_request', 'The subject token type is not supported.');
  }
  const user = await readIdToken(world, shop, body.subject_token ?? '');
  if (!user) return refuse('invalid_subject_token', 'The id token is not valid.');
  const { installation } = shop;
  if (!installation) return refuse('app_not_installed', 'The app is not installed on the shop.');
  if (body.requested_token_type === ONLINE) {
    return jsonResponse(onlineAnswer(world, shop, installation, user.userId));
  }
  if (body.requested_token_type !== OFFLINE) {
    return refuse('invalid_request', 'The requested token type is not supported.');
  }
  if (body.expiring !== '1') {
    // Public apps of today may not hold tokens that live for ever.
    return refuse('invalid_request', 'Non-expiring offline access tokens are not allowed.', 403);
  }
  return jsonResponse(offlineAnswer(world, installation));
}

/** Rotates: the new refresh token buries the one before the one it was bought with. */
function refresh(world: World, shop: Shop, body: TokenRequest): StandinResponse {
  const { installation } = shop;
  const token = body.refresh_token ?? '';
  const known = installation?.refreshTokens.get(token);
  if (!installation || !known || known.expiresAt <= world.clock.now()) {
    return refuse('invalid_grant', 'The refresh token is invalid, expired or has been revoked.');
  }
  if (known.supersedes !== null) installation.refreshTokens.delete(known.supersedes);
  return jsonResponse(offlineAnswer(world, installation, token));
}

function offlineAnswer(
  world: World,
  installation: Installation,
  supersedes: string | null = null,
): object {
  const { accessToken, refreshToken } = issueOfflineToken(world, installation, supersedes);
  return {
    access_token: accessToken,
    scope: [...installation.scopes].join(','),
    expires_in: ACCESS_TOKEN_SECONDS,
    refresh_token: refreshToken,
    refresh_token_expires_in: REFRESH_TOKEN_SECONDS,
  };
}

function onlineAnswer(
  world: World,
  shop: Shop,
  installation: Installation,
  userId: bigint,
): object {
  const { accessToken, expiresInSeconds } = issueOnlineToken(world, installation, userId);
  const scope = [...installation.scopes].join(',');
  return {
    access_token: accessToken,
    scope,
    expires_in: expiresInSeconds,
    associated_user_scope: scope,
    associated_user: {
      id: Number(userId),
      first_name: 'Shop',
      last_name: 'Owner',
      email: shop.email,
      email_verified: true,
      account_owner: true,
      locale: 'en',
      collaborator: false,
    },
  };
}

function refuse(error: string, description: string, status = 400): StandinResponse {
  return jsonResponse({ error, error_description: description }, status);
}

function readBody(body: Buffer, contentType: string | undefined): unknown {
  const text = body.toString('utf8');
  if (contentType?.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
