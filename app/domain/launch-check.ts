import { z } from 'zod';

/** What is tried before a collaboration goes live, in the order in which it is shown. */
export const LAUNCH_CHECKS = [
  'code',
  'combinable',
  'page',
  'link',
  'shop_link',
  'in_app',
  'pixel',
  'embed',
  'attribution',
] as const;
export type LaunchCheckName = (typeof LAUNCH_CHECKS)[number];

export const LAUNCH_CHECK_LABEL: Readonly<Record<LaunchCheckName, string>> = {
  code: 'Code is active',
  combinable: 'Code combines with other discounts',
  page: 'Landing page is published',
  link: 'Link leads there and keeps its parameters',
  shop_link: 'Link on your own domain works too',
  in_app: 'Works in the browsers of Instagram and TikTok',
  pixel: 'Tracking pixel is on',
  embed: 'Theme embed is on',
  attribution: 'A trial order is credited to her',
};

/** `skipped`: it could not be tried. Only `failed` stands in the way of a launch. */
const LAUNCH_STATES = ['passed', 'failed', 'warning', 'skipped'] as const;

/** What the merchant can have done at once: make objects in Shopify again, install the pixel, open the theme editor. */
const LAUNCH_REPAIRS = ['objects', 'pixel', 'embed'] as const;
export type LaunchRepair = (typeof LAUNCH_REPAIRS)[number];

const resultSchema = z.object({
  check: z.enum(LAUNCH_CHECKS),
  state: z.enum(LAUNCH_STATES),
  /** In a sentence for the merchant. */
  reason: z.string(),
  repair: z.enum(LAUNCH_REPAIRS).nullable(),
});
export type LaunchResult = z.output<typeof resultSchema>;
/** What one check found, before it has its name. */
export type LaunchFinding = Omit<LaunchResult, 'check'>;

/** Results as they were stored; what an earlier version wrote differently is left out. */
export function resultsFromColumn(column: unknown): LaunchResult[] {
  if (!Array.isArray(column)) return [];
  return column.flatMap((entry) => resultSchema.safeParse(entry).data ?? []);
}

/** Whether nothing stands in the way. */
export function isReady(results: readonly LaunchResult[]): boolean {
  return results.length > 0 && results.every(({ state }) => state !== 'failed');
}

export function passed(reason: string): LaunchFinding {
  return { state: 'passed', reason, repair: null };
}

export function warning(reason: string, repair: LaunchRepair | null = null): LaunchFinding {
  return { state: 'warning', reason, repair };
}

export function failing(reason: string, repair: LaunchRepair | null = null): LaunchFinding {
  return { state: 'failed', reason, repair };
}

export function skipped(reason: string): LaunchFinding {
  return { state: 'skipped', reason, repair: null };
}
