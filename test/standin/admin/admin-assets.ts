import { readFileSync } from 'node:fs';
import type { Handler, StandinResponse } from '../http.ts';

const SCRIPT = 'text/javascript; charset=utf-8';
const BROWSER = new URL('./browser/', import.meta.url);

/** The parts of the App Bridge stand-in, each before whoever needs it. */
const APP_BRIDGE_PARTS = [
  'transport',
  'id-token',
  'session-fetch',
  'navigation',
  'element-watch',
  'nav-menu',
  'title-bar',
  'save-bar',
  'modal',
  'shopify-global',
];

/** Scripts and style of the admin, and `/app-bridge.js`, which stands for the one on Shopify's CDN. */
export function adminAssets(): Handler {
  return async ({ url }) => {
    if (url.pathname === '/app-bridge.js') return asset(appBridge(), SCRIPT);
    const match = /^\/__admin\/((?:host\/)?[a-z-]+)\.(js|css)$/.exec(url.pathname);
    if (!match) return null;
    const file = `${match[1]}.${match[2]}`;
    return asset(read(file), match[2] === 'css' ? 'text/css; charset=utf-8' : SCRIPT);
  };
}

/**
 * One classic script out of modules: it must have run before the app's own scripts do, which a module
 * would not. Their imports and exports fall away, because here they share one scope.
 */
function appBridge(): string {
  const parts = APP_BRIDGE_PARTS.map((part) =>
    read(`app-bridge/${part}.js`)
      .replace(/^import [^;]*;\n/gm, '')
      .replace(/^export /gm, ''),
  );
  return `(() => {\n'use strict';\n${parts.join('\n')}})();\n`;
}

function read(path: string): string {
  return readFileSync(new URL(path, BROWSER), 'utf8');
}

function asset(body: string, type: string): StandinResponse {
  return { status: 200, headers: { 'content-type': type, 'cache-control': 'no-cache' }, body };
}
