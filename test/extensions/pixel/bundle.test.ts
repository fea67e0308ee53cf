import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { parse } from 'smol-toml';
import { expect, it } from 'vitest';
import { bundlePixel } from '#extensions/bundle-pixel.ts';

const TOML = new URL('../../../extensions/tracking-pixel/shopify.extension.toml', import.meta.url);

it('the bundle is under 8 kB gzipped and stands alone', async () => {
  const script = await bundlePixel();
  expect(gzipSync(script).length).toBeLessThan(8_000);
  expect(script).not.toMatch(/\bimport\b|\brequire\(|\beval\(|sendBeacon|document\.cookie/);
});

it('the bundle registers one extension with what a bare worker has', async () => {
  const extended: unknown[] = [];
  const shopify = { extend: (point: string, start: unknown) => extended.push([point, start]) };
  runInContext(await bundlePixel(), createContext({ shopify }));
  expect(extended).toEqual([['WebPixel::Render', expect.any(Function)]]);
});

it('is declared as strict, and as needing consent for analytics and marketing', () => {
  expect(parse(readFileSync(TOML, 'utf8'))).toMatchObject({
    type: 'web_pixel_extension',
    runtime_context: 'strict',
    customer_privacy: { analytics: true, marketing: true, preferences: false },
    settings: { type: 'object', fields: { collectUrl: {}, accountId: {} } },
  });
});
