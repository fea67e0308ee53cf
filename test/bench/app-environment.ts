import { API_SECRET } from './order-webhooks.ts';

/** The environment of a production server of the app that meets no Shopify. */
export function appEnvironment(options: {
  databaseUrl: string;
  port: number;
}): Record<string, string> {
  return {
    NODE_ENV: 'production',
    SHOPIFY_API_KEY: 'bench',
    SHOPIFY_API_SECRET: API_SECRET,
    SHOPIFY_APP_URL: `http://localhost:${options.port}`,
    DATABASE_URL: options.databaseUrl,
    BIND_ADDRESS: '127.0.0.1',
    PORT: String(options.port),
    LOG_LEVEL: 'warn',
    /** Nobody is there: receiving a webhook needs nothing of Shopify. */
    STANDIN_URL: 'http://127.0.0.1:9',
  };
}
