import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAppRegistration } from './app-registration.ts';

const TOML = `
client_id = "key"
name = "App"
handle = "app"
application_url = "https://app.example"
[access_scopes]
scopes = "read_orders, write_discounts"
optional_scopes = ["read_all_orders"]
[app_proxy]
url = "/proxy"
prefix = "apps"
subpath = "app"
[webhooks]
api_version = "2026-10"
[[webhooks.subscriptions]]
topics = ["orders/create", "orders/updated"]
uri = "/webhooks"
[[webhooks.subscriptions]]
compliance_topics = ["shop/redact"]
uri = "/webhooks/compliance"
`;

function read(toml: string) {
  const tomlPath = join(mkdtempSync(join(tmpdir(), 'app-toml-')), 'shopify.app.toml');
  writeFileSync(tomlPath, toml);
  return readAppRegistration({ tomlPath, apiSecret: 's', appUrl: 'http://localhost:3000' });
}

describe('the app as its toml declares it', () => {
  it('has scopes, webhooks by topic, compliance topics, proxy and version', () => {
    expect(read(TOML)).toEqual({
      apiKey: 'key',
      apiSecret: 's',
      appUrl: 'http://localhost:3000',
      handle: 'app',
      title: 'App',
      scopes: ['read_orders', 'write_discounts'],
      optionalScopes: ['read_all_orders'],
      proxy: { url: '/proxy', prefix: 'apps', subpath: 'app' },
      webhooks: new Map([
        ['orders/create', '/webhooks'],
        ['orders/updated', '/webhooks'],
      ]),
      complianceWebhooks: new Map([['shop/redact', '/webhooks/compliance']]),
      webhookApiVersion: '2026-10',
    });
  });

  it('is refused where the file does not keep the form', () => {
    expect(() => read(TOML.replace('api_version = "2026-10"', ''))).toThrow('api_version');
  });
});
