import { isbot } from 'isbot';
import { MOST_BYTES, type PixelRefusal, readPixelBatch } from '#app/domain/pixel-batch.ts';
import {
  recordPixelEvents,
  shopThatCollects,
} from '#app/flow/capture/record-pixel-events.server.ts';
import { logOf } from '#app/platform/log.server.ts';
import { ALLOWANCE, collectLimits } from './collect-limits.server.ts';
import type { DoorAnswer } from './node-http.server.ts';
import type { HeaderReader } from './webhook-door.server.ts';

export type CollectCall = { method: string; header: HeaderReader; address: string };

/** The pixel runs in a sandbox of no origin, and sends no cookies: anybody may ask, and nothing is told. */
const OPEN = { 'access-control-allow-origin': '*' };

const PREFLIGHT = {
  ...OPEN,
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'content-type',
  'access-control-max-age': '86400',
};

/** text/plain needs no preflight; a form or a file is none of ours. */
const CONTENT_TYPE = /^(?:text\/plain|application\/json)\s*(?:;|$)/i;

const limits = collectLimits(ALLOWANCE);

/**
 * What can be answered before the body is read: a preflight, a wrong method, a body announced too long, somebody who
 * sends too much. Null: read on.
 */
export async function answerUnread(call: CollectCall): Promise<DoorAnswer | null> {
  const { method, header, address } = call;
  if (method === 'OPTIONS') return { status: 204, headers: PREFLIGHT };
  if (method !== 'POST') return { status: 405, headers: { ...OPEN, allow: 'POST, OPTIONS' } };
  if (Number(header('content-length')) > MOST_BYTES) return tooLong();
  const wait = await limits.ofAddress(address);
  return wait === null ? null : tooMuch(wait);
}

/**
 * Takes one batch of what a pixel saw: 204 after the commit, also for events that we had already; 200 with the places
 * of those that were not taken; 400 with what is wrong and where when none was; 413, 415, 429 with a time to wait;
 * 503 when it could not be stored, so that the pixel tries again. Bots and shops without the app are told 204 and
 * nothing is kept. It believes nothing but the form of what it gets, and nobody is paid for it.
 * `body`: null when it was too long to be read.
 */
export async function receivePixelBatch(
  { header }: CollectCall,
  body: Buffer | null,
): Promise<DoorAnswer> {
  if (body === null || body.length > MOST_BYTES) return tooLong();
  if (!CONTENT_TYPE.test(header('content-type') ?? 'text/plain'))
    return told(415, { at: '', reason: 'must be sent as text/plain or application/json' });
  if (isbot(header('user-agent'))) return NOTHING_TO_SAY;
  const given = jsonFrom(body);
  if (given === undefined) return told(400, { at: '', reason: 'is not JSON' });
  const batch = readPixelBatch(given, new Date());
  if ('reason' in batch) return told(400, batch);
  const { shop, visitorId, events, refused } = batch;
  if (events.length === 0) return told(400, { stored: 0, refused });
  try {
    const shopId = await shopThatCollects(shop);
    if (shopId === null) return NOTHING_TO_SAY;
    const wait =
      (visitorId === null ? null : await limits.ofVisitor(visitorId, events.length)) ??
      (await limits.ofShop(shopId, events.length));
    if (wait !== null) return tooMuch(wait);
    await recordPixelEvents(shop, events);
  } catch (cause) {
    logOf('collect-door').error({ err: cause, shop }, 'pixel events were not stored');
    return { status: 503, headers: OPEN };
  }
  return refused.length === 0 ? NOTHING_TO_SAY : told(200, { stored: events.length, refused });
}

/** The door as a route of the development server. */
export async function collectDoor(request: Request): Promise<Response> {
  const call: CollectCall = {
    method: request.method,
    header: (name) => request.headers.get(name),
    address: '',
  };
  const early = await answerUnread(call);
  const answer = early ?? (await receivePixelBatch(call, Buffer.from(await request.arrayBuffer())));
  const { status, headers = {}, body = null } = answer;
  return new Response(body, { status, headers });
}

const NOTHING_TO_SAY: DoorAnswer = { status: 204, headers: OPEN };

function told(status: number, what: PixelRefusal | object): DoorAnswer {
  return {
    status,
    headers: { ...OPEN, 'content-type': 'application/json' },
    body: JSON.stringify(what),
  };
}

function tooLong(): DoorAnswer {
  return told(413, { at: '', reason: `is longer than ${MOST_BYTES} bytes` });
}

function tooMuch(seconds: number): DoorAnswer {
  return { status: 429, headers: { ...OPEN, 'retry-after': String(seconds) } };
}

/** Undefined when it is none. */
function jsonFrom(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
