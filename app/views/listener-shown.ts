import type { Listeners } from '#app/db/capture-health-store.server.ts';
import { agoText } from './shown.ts';

/** `starting`: it was asked for and is being turned on. */
export type ListenerState = 'on' | 'off' | 'starting' | 'unknown';

/** One of the things that listen on the storefront, with what to do about it. */
export type ShownListener = {
  readonly state: ListenerState;
  readonly status: string;
  /** When it was last heard. */
  readonly heard: string;
  readonly advice: string;
  readonly checked: string | null;
  /** The same as an ISO instant: another one means that it was looked at anew. */
  readonly checkedAt: string | null;
};

/** Events come with every visit; a day without one, in a shop that sells, is odd. */
const QUIET_MS = 86_400_000;

export function shownPixel(
  { status, lastEventAt }: Listeners,
  lastOrderAt: Date | null,
  now: Date,
): ShownListener & { readonly isQuiet: boolean } {
  const state = PIXEL[status?.pixelState ?? 'missing'] ?? PIXEL.missing;
  const isQuiet =
    state.state === 'on' &&
    lastOrderAt !== null &&
    lastOrderAt.getTime() - (lastEventAt?.getTime() ?? 0) > QUIET_MS;
  return {
    ...state,
    isQuiet,
    heard: lastEventAt ? `Last event ${agoText(lastEventAt, now)}` : 'No event yet',
    advice: isQuiet ? QUIET : (status?.pixelError ?? state.advice),
    checked: status?.pixelCheckedAt ? agoText(status.pixelCheckedAt, now) : null,
    checkedAt: status?.pixelCheckedAt?.toISOString() ?? null,
  };
}

const QUIET =
  'Orders came, but no event for a day. Visit your shop once and accept the cookie banner; if nothing is heard, turn the pixel on anew.';

type Words = Pick<ShownListener, 'state' | 'status' | 'advice'>;

const OFF = 'Turn it on: visits are seen from then on.';
const PIXEL: Readonly<Record<string, Words>> & { readonly missing: Words } = {
  live: { state: 'on', status: 'On', advice: 'Nothing to do.' },
  intended: { state: 'starting', status: 'Being turned on', advice: 'It takes some seconds.' },
  failed: { state: 'off', status: 'Could not be turned on', advice: OFF },
  missing: { state: 'off', status: 'Off', advice: OFF },
};

export function shownEmbed({ status, lastCartOrderAt }: Listeners, now: Date): ShownListener {
  const state = EMBED_STATE[status?.embedState ?? 'unknown'] ?? 'unknown';
  return {
    state,
    status: EMBED_STATUS[state],
    heard: lastCartOrderAt
      ? `Last order with its mark ${agoText(lastCartOrderAt, now)}`
      : 'No order with its mark yet',
    advice: embedAdvice(state, status?.embedNote ?? null),
    checked: status?.embedCheckedAt ? agoText(status.embedCheckedAt, now) : null,
    checkedAt: status?.embedCheckedAt?.toISOString() ?? null,
  };
}

type EmbedState = 'on' | 'off' | 'unknown';

const EMBED_STATUS = { on: 'On', off: 'Off', unknown: 'Not known' } as const;

const EMBED_STATE: Readonly<Record<string, EmbedState>> = {
  on: 'on',
  off: 'off',
  unknown: 'unknown',
};

function embedAdvice(state: EmbedState, note: string | null): string {
  if (state === 'on') return 'Nothing to do.';
  if (state === 'off') {
    return (
      note ?? 'Open the theme editor, switch on “Tributary visits” under App embeds, and save.'
    );
  }
  return note ?? 'We could not look yet. Open the theme editor and see that it is switched on.';
}

/** The theme editor with our app embed already switched on, waiting to be saved. */
export function embedEditorUrl(apiKey: string): string {
  return `shopify://admin/themes/current/editor?context=apps&template=index&activateAppId=${encodeURIComponent(apiKey)}/visit-embed`;
}
