import { randomUUID } from 'node:crypto';
import type { GraphQLError } from 'graphql';
import { z } from 'zod';
import { type Handler, jsonResponse, type StandinResponse } from '../http.ts';
import type { Shop, World } from '../state/world.ts';
import { type AdminSchema, adminSchema } from './engine/admin-schema.ts';
import type { ApiContext } from './engine/api-context.ts';
import {
  refundPoints,
  SINGLE_QUERY_LIMIT,
  takePoints,
  throttleStatus,
} from './engine/cost-bucket.ts';
import { executeOperation } from './engine/execute-operation.ts';
import { innerQueries } from './engine/inner-queries.ts';
import { prepareOperation } from './engine/prepare-operation.ts';
import { mutationCost, requestedCost } from './engine/query-cost.ts';
import { resolverMap } from './resolvers/resolver-map.ts';

const PATH = /^\/admin\/api\/([^/]+)\/graphql\.json$/;

const requestBody = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/** The Admin GraphQL API of every shop, in the one version that the app declares. */
export function adminApi(world: World): Handler {
  return async (request) => {
    const path = PATH.exec(request.url.pathname);
    if (!path) return null;
    const requestId = randomUUID();
    const answer = (value: unknown, status = 200): StandinResponse =>
      jsonResponse(value, status, {
        'x-request-id': requestId,
        'x-shopify-api-version': path[1] ?? '',
      });
    const { shop } = request;
    if (!shop || path[1] !== world.app.webhookApiVersion)
      return answer({ errors: 'Not Found' }, 404);
    if (request.method !== 'POST') return answer({ errors: 'Not Acceptable' }, 406);
    if (world.clock.now() < shop.misbehaviour.outageUntil) {
      return answer({ errors: 'Service Unavailable' }, 503);
    }
    const scopes = grantedScopes(world, shop, request.headers['x-shopify-access-token']);
    if (!scopes) return answer({ errors: UNKNOWN_TOKEN }, 401);
    const body = requestBody.safeParse(readJson(request.body));
    if (!body.success) {
      return answer({ errors: { query: 'Required parameter missing or invalid' } }, 400);
    }
    const admin = adminSchema(path[1]);
    return runOperation(world, shop, scopes, admin, {
      query: body.data.query,
      variables: body.data.variables ?? {},
      operationName: body.data.operationName ?? null,
    }).then((result) => (result === 'break' ? result : answer(result)));
  };
}

const UNKNOWN_TOKEN =
  '[API] Invalid API key or access token (unrecognized login or wrong password)';

type OperationRequest = {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | null;
};

/** Charges, carries out and answers one operation; `break` where the connection shall die after it. */
async function runOperation(
  world: World,
  shop: Shop,
  scopes: ReadonlySet<string>,
  admin: AdminSchema,
  request: OperationRequest,
): Promise<object | 'break'> {
  const prepared = prepareOperation(admin, request);
  if ('errors' in prepared) return { errors: prepared.errors.map(plainError) };
  const reading = {
    schema: admin.schema,
    fragments: prepared.fragments,
    variables: prepared.variables,
  };
  const requested = requestedCost(prepared.operation, reading);
  if (requested > SINGLE_QUERY_LIMIT) return tooDear(requested);
  const now = world.clock.now();
  if (shop.misbehaviour.throttle > 0) {
    shop.misbehaviour.throttle -= 1;
    return throttled(shop, requested, now);
  }
  if (!takePoints(shop, requested, now)) return throttled(shop, requested, now);

  const outer = {
    world,
    shop,
    scopes,
    access: admin.access,
    counted: { objects: 0 },
    bulkConnections: null,
  };
  const context: ApiContext = { ...outer, inner: innerQueries(admin, resolverMap, outer) };
  const result = await executeOperation(admin, resolverMap, prepared, context);
  const spent = Math.max(mutationCost(prepared.operation), context.counted.objects);
  const actual = Math.min(requested, spent);
  refundPoints(shop, requested - actual);
  if (prepared.operation.operation === 'mutation' && shop.misbehaviour.breakAfterMutation > 0) {
    shop.misbehaviour.breakAfterMutation -= 1;
    return 'break';
  }
  return {
    ...(result.data === undefined ? {} : { data: result.data }),
    ...(result.errors ? { errors: result.errors.map(plainError) } : {}),
    extensions: {
      cost: {
        requestedQueryCost: requested,
        actualQueryCost: actual,
        throttleStatus: throttleStatus(shop, now),
      },
    },
  };
}

function throttled(shop: Shop, requested: number, now: number): object {
  return {
    errors: [
      {
        message: 'Throttled',
        extensions: {
          code: 'THROTTLED',
          documentation: 'https://shopify.dev/api/usage/rate-limits',
        },
      },
    ],
    extensions: {
      cost: {
        requestedQueryCost: requested,
        actualQueryCost: null,
        throttleStatus: throttleStatus(shop, now),
      },
    },
  };
}

function tooDear(cost: number): object {
  return {
    errors: [
      {
        message: `Query cost is ${cost}, which exceeds the single query max cost limit (${SINGLE_QUERY_LIMIT}).`,
        extensions: {
          code: 'MAX_COST_EXCEEDED',
          cost,
          maxCost: SINGLE_QUERY_LIMIT,
          documentation: 'https://shopify.dev/api/usage/limits#rate-limits',
        },
      },
    ],
  };
}

/** The scopes of a token that is good now; null for one that is unknown, expired or revoked. */
function grantedScopes(
  world: World,
  shop: Shop,
  token: string | string[] | undefined,
): ReadonlySet<string> | null {
  if (typeof token !== 'string' || shop.installation === null) return null;
  const known = shop.installation.tokens.get(token);
  if (!known || known.expiresAt <= world.clock.now()) return null;
  return shop.installation.scopes;
}

function plainError(error: GraphQLError): object {
  // A resolver that broke is the stand-in's own fault and must be seen as such.
  if (error.originalError && !error.extensions.code) {
    console.error('stand-in resolver failed', error.path, error.originalError);
    return { ...error.toJSON(), extensions: { code: 'STANDIN_FAILED' } };
  }
  return error.toJSON();
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}
