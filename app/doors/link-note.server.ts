import type { DoorAnswer } from './node-http.server.ts';

const NOTES = {
  unknown: {
    status: 404,
    title: 'This link leads nowhere',
    text: 'It may have been copied only in part, or taken back. Open it once more from where you found it, or go to the shop directly.',
  },
  later: {
    status: 503,
    title: 'This link cannot be opened just now',
    text: 'Please try again in a minute.',
  },
} as const;

/** The page for a follower who cannot be sent anywhere, since no shop is known. */
export function linkNote(kind: keyof typeof NOTES): DoorAnswer {
  const { status, title, text } = NOTES[kind];
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex, nofollow',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      ...(status === 503 ? { 'retry-after': '30' } : {}),
    },
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>body{font:1.125rem/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1.5rem;color:#1a1a1a;background:#fff}</style></head><body><h1>${title}</h1><p>${text}</p></body></html>`,
  };
}
