import { z } from 'zod';
import { isAppError } from '#app/domain/app-error.ts';
import type { PixelSettings } from '#app/domain/web-pixel.ts';
import type { AdminClient, Operation } from './admin-client.ts';
import { type Outcome, outcomeOf, userErrorsSchema } from './user-error.ts';

/** Settings come back as they were written: as a text that holds JSON, or as the object itself. */
const settingsSchema = z.preprocess(
  (given) => {
    if (typeof given !== 'string') return given;
    try {
      return JSON.parse(given);
    } catch {
      return {};
    }
  },
  z.record(z.string(), z.unknown()),
);

const made = z.object({ id: z.string() }).nullable();

const find = {
  name: 'webPixel',
  document: `#graphql
    query WebPixel {
      webPixel { id settings }
    }`,
  result: z.object({
    webPixel: z.object({ id: z.string(), settings: settingsSchema }).nullable(),
  }),
} satisfies Operation;

const create = {
  name: 'webPixelCreate',
  document: `#graphql
    mutation CreateWebPixel($webPixel: WebPixelInput!) {
      result: webPixelCreate(webPixel: $webPixel) {
        webPixel { id }
        userErrors { code field message }
      }
    }`,
  result: z.object({ result: z.object({ webPixel: made, userErrors: userErrorsSchema }) }),
} satisfies Operation;

const update = {
  name: 'webPixelUpdate',
  document: `#graphql
    mutation UpdateWebPixel($id: ID!, $webPixel: WebPixelInput!) {
      result: webPixelUpdate(id: $id, webPixel: $webPixel) {
        webPixel { id }
        userErrors { code field message }
      }
    }`,
  result: create.result,
} satisfies Operation;

export type InstalledPixel = { gid: string; settings: Record<string, unknown> };

/** The app's one pixel in the shop; null when it has none. */
export async function fetchPixel(client: AdminClient): Promise<InstalledPixel | null> {
  try {
    const { webPixel } = await client.run(find);
    return webPixel && { gid: webPixel.id, settings: webPixel.settings };
  } catch (cause) {
    // A shop without one may be answered with an error instead of null. Should it be another, creating tells.
    if (isAppError(cause, 'shopify_rejected')) return null;
    throw cause;
  }
}

/** Switches the app's pixel on. Refused with TAKEN when it is on already. */
export async function createPixel(
  client: AdminClient,
  settings: PixelSettings,
): Promise<Outcome<{ gid: string }>> {
  const { result } = await client.run(create, { webPixel: { settings: JSON.stringify(settings) } });
  return outcomeOf(result.webPixel && { gid: result.webPixel.id }, result.userErrors);
}

/** Gives a pixel other settings. Refused with NOT_FOUND when it is gone. */
export async function updatePixel(
  client: AdminClient,
  gid: string,
  settings: PixelSettings,
): Promise<Outcome<{ gid: string }>> {
  const { result } = await client.run(update, {
    id: gid,
    webPixel: { settings: JSON.stringify(settings) },
  });
  return outcomeOf(result.webPixel && { gid: result.webPixel.id }, result.userErrors);
}
