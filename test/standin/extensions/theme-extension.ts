import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import { z } from 'zod';

const ROOT = new URL('../../../extensions/', import.meta.url);
const THEME = new URL('landing-page/', ROOT);

const setting = z.object({ id: z.string().optional(), default: z.unknown().optional() });
const schema = z.object({
  name: z.string(),
  target: z.enum(['section', 'body', 'head', 'compliance_head']),
  stylesheet: z.string().optional(),
  javascript: z.string().optional(),
  enabled_on: z.object({ templates: z.array(z.string()) }).optional(),
  settings: z.array(setting).default([]),
});

export type ThemeBlock = z.infer<typeof schema> & {
  /** File name without its ending; what the theme editor's deep links call it. */
  handle: string;
  liquid: string;
};

const SCHEMA_TAG = /\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema\s*-?%\}/;

/** The blocks of the app's theme extension as its files declare them, read anew each time. */
export function readThemeBlocks(): ThemeBlock[] {
  const folder = new URL('blocks/', THEME);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.liquid'))
    .sort()
    .map((file) => {
      const liquid = readFileSync(new URL(file, folder), 'utf8');
      const declared: unknown = JSON.parse(SCHEMA_TAG.exec(liquid)?.[1] ?? '{}');
      return {
        ...schema.parse(declared),
        handle: file.slice(0, -'.liquid'.length),
        liquid: liquid.replace(SCHEMA_TAG, ''),
      };
    });
}

/** Storefront texts by dotted key. */
export function readThemeTexts(): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const walk = (node: unknown, path: string): void => {
    if (typeof node === 'string') texts.set(path, node);
    else if (typeof node === 'object' && node !== null) {
      for (const [key, child] of Object.entries(node)) walk(child, path ? `${path}.${key}` : key);
    }
  };
  walk(JSON.parse(readFileSync(new URL('locales/en.default.json', THEME), 'utf8')), '');
  return texts;
}

/** null: the extension has no such asset. */
export function readThemeAsset(file: string): string | null {
  const assets = new URL('assets/', THEME);
  return readdirSync(assets).includes(file) ? readFileSync(new URL(file, assets), 'utf8') : null;
}

const pixelToml = z.object({
  type: z.literal('web_pixel_extension'),
  runtime_context: z.literal('strict'),
  customer_privacy: z.object({
    analytics: z.boolean(),
    marketing: z.boolean(),
    preferences: z.boolean(),
    sale_of_data: z.enum(['enabled', 'disabled', 'ldu']),
  }),
});

export type PixelNeeds = z.infer<typeof pixelToml>['customer_privacy'];

/** The consent that the app's pixel declares it needs. */
export function readPixelNeeds(): PixelNeeds {
  const file = new URL('tracking-pixel/shopify.extension.toml', ROOT);
  return pixelToml.parse(parse(readFileSync(file, 'utf8'))).customer_privacy;
}
