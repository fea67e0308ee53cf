import { readdirSync, readFileSync } from 'node:fs';
import { bundlePixel } from '#extensions/bundle-pixel.ts';
import type { Handler, StandinResponse } from '../http.ts';
import { SCRIPTS_PATH } from './page-extensions.ts';
import { ASSETS_PATH } from './render-block.ts';
import { readThemeAsset } from './theme-extension.ts';

const BROWSER = new URL('./browser/', import.meta.url);
const TYPES: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** Where Shopify counts page views. */
const MONORAIL = '/.well-known/shopify/monorail/unstable/produce_batch';

let bundle: Promise<string> | null = null;

/** The app's pixel as it is deployed; made once. */
export function deployedPixel(): Promise<string> {
  bundle ??= bundlePixel();
  return bundle;
}

/** The theme extension's assets, and what stands for Shopify's pixel manager and privacy scripts. */
export function extensionAssets(): Handler {
  return async ({ shop, url: { pathname } }) => {
    if (shop === null) return null;
    if (pathname === MONORAIL) return { status: 200, headers: {}, body: '{}' };
    if (pathname.startsWith(ASSETS_PATH)) {
      const file = pathname.slice(ASSETS_PATH.length);
      const body = readThemeAsset(file);
      return body === null ? null : asset(body, file);
    }
    if (!pathname.startsWith(SCRIPTS_PATH)) return null;
    const file = pathname.slice(SCRIPTS_PATH.length);
    if (file === 'pixel.js') return asset(await deployedPixel(), file);
    return readdirSync(BROWSER).includes(file) ? asset(browserScript(file), file) : null;
  };
}

/** A script that runs in pages and in the sandbox, also of programmatic visitors. */
export function browserScript(file: string): string {
  return readFileSync(new URL(file, BROWSER), 'utf8');
}

function asset(body: string, file: string): StandinResponse {
  const type = TYPES[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  return { status: 200, headers: { 'content-type': type, 'cache-control': 'max-age=300' }, body };
}
