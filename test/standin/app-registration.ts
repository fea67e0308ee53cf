import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import { z } from 'zod';
import type { AppRegistration } from './state/world.ts';

/** The parts of `shopify.app.toml` that Shopify acts on, in the form its CLI documents. */
const appToml = z.object({
  client_id: z.string().min(1),
  name: z.string().min(1),
  handle: z.string().min(1),
  application_url: z.url(),
  access_scopes: z.object({
    scopes: z.string(),
    optional_scopes: z.array(z.string()).default([]),
  }),
  app_proxy: z.object({ url: z.string(), prefix: z.string(), subpath: z.string() }),
  webhooks: z.object({
    api_version: z.string().regex(/^\d{4}-\d{2}$/),
    subscriptions: z.array(
      z.object({
        topics: z.array(z.string()).default([]),
        compliance_topics: z.array(z.string()).default([]),
        uri: z.string(),
      }),
    ),
  }),
});

/**
 * Registers the app as `shopify.app.toml` declares it. `appUrl` takes the place of the file's
 * `application_url`, as `shopify app dev` would write it. Throws when the file does not keep the form.
 */
export function readAppRegistration(options: {
  tomlPath: string;
  apiSecret: string;
  appUrl?: string;
}): AppRegistration {
  const toml = appToml.parse(parse(readFileSync(options.tomlPath, 'utf8')));
  const webhooks = new Map<string, string>();
  const complianceWebhooks = new Map<string, string>();
  for (const { topics, compliance_topics, uri } of toml.webhooks.subscriptions) {
    for (const topic of topics) webhooks.set(topic, uri);
    for (const topic of compliance_topics) complianceWebhooks.set(topic, uri);
  }
  return {
    apiKey: toml.client_id,
    apiSecret: options.apiSecret,
    appUrl: options.appUrl ?? toml.application_url,
    handle: toml.handle,
    title: toml.name,
    scopes: splitScopes(toml.access_scopes.scopes),
    optionalScopes: toml.access_scopes.optional_scopes,
    proxy: toml.app_proxy,
    webhooks,
    complianceWebhooks,
    webhookApiVersion: toml.webhooks.api_version,
  };
}

function splitScopes(list: string): string[] {
  return list
    .split(',')
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '');
}
