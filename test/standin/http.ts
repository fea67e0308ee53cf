import type { IncomingHttpHeaders } from 'node:http';
import type { Shop } from './state/world.ts';

/**
 * One request as the areas of the stand-in see it. `host` is the host the caller meant:
 * `glowy.myshopify.com` for a shop (also when the browser asked for `glowy.localhost:<port>`),
 * else the Host header. `shop` is that host's shop, null when there is none.
 * `url` carries the origin that the caller can reach again (for absolute links and redirects).
 */
export type StandinRequest = {
  method: string;
  host: string;
  shop: Shop | null;
  url: URL;
  headers: IncomingHttpHeaders;
  cookies: ReadonlyMap<string, string>;
  body: Buffer;
  remoteAddress: string;
};

/** `break`: carry out nothing more and cut the connection, as a network does. */
export type StandinResponse =
  | {
      status: number;
      headers: Record<string, string | string[]>;
      body: string | Buffer;
    }
  | 'break';

/** An area of the stand-in. null: not mine, ask the next one. */
export type Handler = (request: StandinRequest) => Promise<StandinResponse | null>;

export function htmlResponse(
  body: string,
  status = 200,
  headers: Record<string, string | string[]> = {},
): StandinResponse {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, body };
}

export function jsonResponse(
  value: unknown,
  status = 200,
  headers: Record<string, string | string[]> = {},
): StandinResponse {
  const body = JSON.stringify(value, (_key, entry: unknown) =>
    typeof entry === 'bigint' ? entry.toString() : entry,
  );
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body,
  };
}

export function redirectResponse(
  location: string,
  headers: Record<string, string | string[]> = {},
  status = 302,
): StandinResponse {
  return { status, headers: { location, ...headers }, body: '' };
}

/** Text for use inside HTML, attribute values included. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
