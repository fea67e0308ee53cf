import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true;
  }
}

/** Where the app is seen from, when a tunnel stands in front of the development server. */
const appUrl = new URL(process.env.SHOPIFY_APP_URL ?? process.env.HOST ?? 'http://localhost');

export default defineConfig({
  server: {
    port: Number(process.env.PORT ?? 3000),
    allowedHosts: [appUrl.hostname],
    cors: { preflightContinue: true },
    hmr:
      appUrl.hostname === 'localhost'
        ? { protocol: 'ws', host: 'localhost' }
        : { protocol: 'wss', host: appUrl.hostname, clientPort: 443 },
  },
  plugins: [
    remix({
      ignoredRouteFiles: ['**/.*'],
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_lazyRouteDiscovery: true,
        v3_singleFetch: true,
        v3_routeConfig: false,
      },
    }),
  ],
  ssr: { noExternal: ['@shopify/polaris-viz', '@shopify/polaris-viz-core'] },
  build: { assetsInlineLimit: 0, target: 'es2022' },
});
