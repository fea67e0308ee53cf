import { z } from 'zod';

const variables = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  SHOPIFY_API_KEY: z.string().min(1),
  SHOPIFY_API_SECRET: z.string().min(1),
  SHOPIFY_APP_URL: z.url({ protocol: /^https?$/ }),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  BIND_ADDRESS: z.string().min(1).default('0.0.0.0'),
  WORKER: z.enum(['inline', 'none']).default('inline'),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(4),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
  PROXIES: z.coerce.number().int().min(0).max(5).default(1),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** Where App Bridge comes from when not from Shopify's own network. */
  APP_BRIDGE_URL: z.url().optional(),
  /** Further origins, separated by spaces, that may frame the app beside Shopify's admin. */
  EXTRA_FRAME_ANCESTORS: z.string().default(''),
  /** The mail server that letters go over; without one they are written, and sent by hand. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** The address that letters come from; answers go to the shop. */
  MAIL_FROM: z.email().optional(),
});

const schema = variables.superRefine(({ SMTP_URL, MAIL_FROM }, context) => {
  if (SMTP_URL === undefined || MAIL_FROM !== undefined) return;
  context.addIssue({ code: 'custom', path: ['MAIL_FROM'], message: 'needed with SMTP_URL' });
});

export type Environment = z.infer<typeof schema>;

const MEANING: Partial<Record<keyof Environment, string>> = {
  SHOPIFY_API_KEY: "the app's client id",
  SHOPIFY_API_SECRET: "the app's client secret",
  SHOPIFY_APP_URL:
    'the address under which Shopify reaches this app, such as https://app.example.com',
  DATABASE_URL: 'a PostgreSQL address such as postgres://user:password@host:5432/tributary',
  SMTP_URL: 'a mail server such as smtps://user:password@smtp.example.com',
  MAIL_FROM: 'the address that letters come from, such as briefs@example.com',
};

/**
 * Reads and checks environment variables.
 * Throws an Error whose message names every wrong variable, why it is wrong and what it should be.
 */
export function parseEnvironment(source: Record<string, string | undefined>): Environment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]) as keyof Environment;
    const problem = given[name] === undefined ? 'is missing' : `is not valid (${issue.message})`;
    return `  ${name} ${problem}${MEANING[name] ? `: set it to ${MEANING[name]}` : ''}.`;
  });
  throw new Error(`Tributary cannot start, its environment is not right:\n${lines.join('\n')}`);
}

let checked: Environment | undefined;

/** The environment of this process, checked at the first call. */
export function environment(): Environment {
  checked ??= parseEnvironment(process.env);
  return checked;
}

/** DATABASE_URL, or undefined where the embedded database is to be started. */
export function givenDatabaseUrl(): string | undefined {
  return process.env.DATABASE_URL || undefined;
}

/** Tells the rest of this process, and the processes it starts, which database is in use. */
export function setDatabaseUrl(url: string): void {
  process.env.DATABASE_URL = url;
}

/** Environment for a process that works on this database and otherwise as this one. */
export function environmentForChild(databaseUrl: string): NodeJS.ProcessEnv {
  return { ...process.env, DATABASE_URL: databaseUrl };
}

/** `shopify app dev` gives the app's address as HOST; everything here reads SHOPIFY_APP_URL. */
export function adoptShopifyCliEnvironment(): void {
  if (process.env.HOST?.startsWith('http')) process.env.SHOPIFY_APP_URL ??= process.env.HOST;
}
