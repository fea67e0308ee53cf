import { beforeAll, expect, it } from 'vitest';
import { admitAdminElsewhere } from '#app/platform/admin-elsewhere.server.ts';
import { TEST_APP } from '#test/database/fresh-database.ts';

beforeAll(() => {
  Object.assign(process.env, TEST_APP, {
    DATABASE_URL: 'postgres://nobody@localhost/none',
    EXTRA_FRAME_ANCESTORS: 'http://localhost:4400',
    APP_BRIDGE_URL: 'http://localhost:4400/app-bridge.js',
  });
});

it('admits the configured admin beside what the library allows', () => {
  const headers = new Headers({
    'content-security-policy': 'frame-ancestors https://a.myshopify.com https://admin.shopify.com;',
    link: '<https://cdn.shopify.com/shopifycloud/app-bridge.js>; rel="preload"; as="script";',
  });
  admitAdminElsewhere(headers);
  expect(headers.get('content-security-policy')).toBe(
    'frame-ancestors https://a.myshopify.com https://admin.shopify.com http://localhost:4400;',
  );
  expect(headers.get('link')).toContain('<http://localhost:4400/app-bridge.js>; rel="preload"');
});

it('adds no header of its own', () => {
  const headers = new Headers();
  admitAdminElsewhere(headers);
  expect([...headers]).toEqual([]);
});
