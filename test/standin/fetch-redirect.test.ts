import { describe, expect, it } from 'vitest';
import { redirectingFetch } from './fetch-redirect.ts';

type Seen = { url: string; method: string; host: string | null; body: string };

/** A fetch that only notes what it was asked for. */
function noting(): { seen: Seen[]; fetch: typeof globalThis.fetch } {
  const seen: Seen[] = [];
  return {
    seen,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      seen.push({
        url: request.url,
        method: request.method,
        host: request.headers.get('x-standin-host'),
        body: await request.text(),
      });
      return new Response('ok');
    },
  };
}

describe('fetch with shops moved to the stand-in', () => {
  it('moves requests to a shop, with host, method, headers and body', async () => {
    const { seen, fetch } = noting();
    const moved = redirectingFetch(fetch, () => 'http://localhost:4000');
    await moved('https://glowy.myshopify.com/admin/api/x?y=1', { method: 'POST', body: 'hello' });
    await moved(new Request('https://glowy.myshopify.com/a', { method: 'PUT', body: 'b' }));
    await moved(new URL('https://GLOWY.myshopify.com/'));
    expect(seen).toEqual([
      {
        url: 'http://127.0.0.1:4000/admin/api/x?y=1',
        method: 'POST',
        host: 'glowy.myshopify.com',
        body: 'hello',
      },
      { url: 'http://127.0.0.1:4000/a', method: 'PUT', host: 'glowy.myshopify.com', body: 'b' },
      { url: 'http://127.0.0.1:4000/', method: 'GET', host: 'glowy.myshopify.com', body: '' },
    ]);
  });

  it('leaves everything else alone', async () => {
    const { seen, fetch } = noting();
    const moved = redirectingFetch(fetch, () => 'http://localhost:4000');
    for (const url of [
      'https://example.com/',
      'https://evil-myshopify.com/',
      'https://a.b.myshopify.com/',
    ]) {
      await moved(url);
    }
    await redirectingFetch(fetch, () => undefined)('https://glowy.myshopify.com/');
    expect(seen.map(({ url, host }) => [url, host])).toEqual([
      ['https://example.com/', null],
      ['https://evil-myshopify.com/', null],
      ['https://a.b.myshopify.com/', null],
      ['https://glowy.myshopify.com/', null],
    ]);
  });

  it('gives up when its caller does', async () => {
    const moved = redirectingFetch(
      (_input, init) =>
        new Promise((_resolve, reject) => {
          const signal = init?.signal;
          if (signal?.aborted) reject(signal.reason);
          signal?.addEventListener('abort', () => reject(signal.reason));
        }),
      () => 'http://localhost:4000',
    );
    await expect(
      moved('https://glowy.myshopify.com/', { signal: AbortSignal.abort(new Error('enough')) }),
    ).rejects.toThrow('enough');
  });
});
