import { v7 as newId } from 'uuid';
import type { LinkAgent } from '#app/domain/link-agent.ts';
import type { HeaderReader } from './webhook-door.server.ts';

const NAME = '_trb_r';
const DAYS_180 = 180 * 86_400;
const KEPT =
  /(?:^|;\s*)_trb_r=([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?:;|$)/i;

type Browser = {
  readonly agent: LinkAgent;
  readonly header: HeaderReader;
};

/**
 * The browser's id by this door's own cookie, and the header that keeps it (null: none). Only people get one, and only
 * where the browser does not ask to be left alone; one that begins to ask has its cookie taken away.
 */
export function visitorOf({ agent, header }: Browser): {
  id: string | null;
  setCookie: string | null;
} {
  if (agent !== 'person') return { id: null, setCookie: null };
  const known = KEPT.exec(header('cookie') ?? '')?.[1]?.toLowerCase() ?? null;
  if (header('sec-gpc') === '1' || header('dnt') === '1') {
    return { id: null, setCookie: known ? cookie('', 0) : null };
  }
  const id = known ?? newId();
  return { id, setCookie: cookie(id, DAYS_180) };
}

function cookie(value: string, maxAge: number): string {
  return `${NAME}=${value}; Max-Age=${maxAge}; Path=/r; HttpOnly; Secure; SameSite=Lax`;
}
