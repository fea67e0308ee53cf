import { z } from 'zod';
import {
  type Handler,
  jsonResponse,
  redirectResponse,
  type StandinRequest,
  type StandinResponse,
} from '../http.ts';
import { StandinRefusal } from '../orders/refusal.ts';
import type { World } from '../state/world.ts';
import { courierOf } from '../webhooks/courier.ts';
import { orderRoutes } from './order-routes.ts';
import { storefrontRoutes } from './storefront-routes.ts';
import { worldRoutes } from './world-routes.ts';

const PREFIX = '/__control';

/**
 * The control API for tests, the demo and the stand-in's own admin. JSON in and out; simple calls may
 * also come from an HTML form, and then `return_to` names the page to go on to. Everything that is
 * refused answers 4xx with `{error, details?}`.
 */
export function control(world: World): Handler {
  courierOf(world);
  const routes = [...worldRoutes, ...storefrontRoutes, ...orderRoutes];
  return async (request) => {
    const { pathname, searchParams } = request.url;
    if (pathname !== PREFIX && !pathname.startsWith(`${PREFIX}/`)) return null;
    const path = pathname.slice(PREFIX.length);
    const fitting = routes.filter((route) => route.path.test(path));
    const route = fitting.find(({ method }) => method === request.method);
    if (!route) {
      return fitting.length > 0
        ? jsonResponse({ error: `${path} does not take ${request.method}` }, 405)
        : jsonResponse({ error: `the control API has no ${path}` }, 404);
    }
    const params = (route.path.exec(path) ?? []).slice(1).map(decodeURIComponent);
    try {
      const { body, returnTo } = readBody(request);
      const result = await route.run({ world, params, query: searchParams, body });
      return returnTo === null ? jsonResponse(result) : redirectResponse(returnTo, {}, 303);
    } catch (error) {
      return refusal(error);
    }
  };
}

function refusal(error: unknown): StandinResponse {
  if (error instanceof z.ZodError) {
    const details = error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
    return jsonResponse({ error: 'the request does not fit', details }, 400);
  }
  if (error instanceof SyntaxError) return jsonResponse({ error: error.message }, 400);
  if (error instanceof StandinRefusal) return jsonResponse({ error: error.message }, 422);
  throw error;
}

function readBody(request: StandinRequest): { body: unknown; returnTo: string | null } {
  const text = request.body.toString('utf8');
  if (!(request.headers['content-type'] ?? '').includes('form-urlencoded')) {
    return { body: text === '' ? {} : JSON.parse(text), returnTo: null };
  }
  const { return_to: returnTo, ...body } = Object.fromEntries(new URLSearchParams(text));
  // Only a path of the stand-in itself.
  const local = returnTo?.startsWith('/') && !returnTo.startsWith('//');
  return { body, returnTo: local ? (returnTo ?? null) : null };
}
