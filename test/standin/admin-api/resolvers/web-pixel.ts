import { gid, type Shop } from '../../state/world.ts';
import type { ApiContext, ResolverMap } from '../engine/api-context.ts';
import { idFrom } from '../global-id.ts';

type Pixel = NonNullable<Shop['webPixel']>;
type PixelInput = { settings: unknown };

/** `settings` is JSON: a text that holds JSON, as apps send it, or the value itself. null: no JSON. */
function readSettings(settings: unknown): string | null {
  if (typeof settings !== 'string') return JSON.stringify(settings);
  try {
    JSON.parse(settings);
    return settings;
  } catch {
    return null;
  }
}

function refuse(code: string, field: string[], message: string): object {
  return { webPixel: null, userErrors: [{ code, field, message }] };
}

function createPixel(input: PixelInput, { world, shop }: ApiContext): object {
  if (shop.webPixel) return refuse('TAKEN', [], 'Web pixel is taken.');
  const settings = readSettings(input.settings);
  if (settings === null) return refuse('INVALID_SETTINGS', ['settings'], 'Settings are invalid.');
  shop.webPixel = { id: world.nextId(), settings };
  return { webPixel: shop.webPixel, userErrors: [] };
}

function updatePixel(globalId: string, input: PixelInput, { shop }: ApiContext): object {
  const id = idFrom(globalId, 'WebPixel');
  if (shop.webPixel?.id !== id) return refuse('NOT_FOUND', ['id'], 'Pixel could not be found.');
  const settings = readSettings(input.settings);
  if (settings === null) return refuse('INVALID_SETTINGS', ['settings'], 'Settings are invalid.');
  shop.webPixel.settings = settings;
  return { webPixel: shop.webPixel, userErrors: [] };
}

function deletePixel(globalId: string, { shop }: ApiContext): object {
  if (shop.webPixel?.id !== idFrom(globalId, 'WebPixel')) {
    const error = { code: 'NOT_FOUND', field: ['id'], message: 'Pixel could not be found.' };
    return { deletedWebPixelId: null, userErrors: [error] };
  }
  shop.webPixel = null;
  return { deletedWebPixelId: globalId, userErrors: [] };
}

/** The app's one web pixel in the shop. */
export const webPixelResolvers: ResolverMap = {
  QueryRoot: {
    webPixel: (_: unknown, args: { id?: string | null }, { shop }: ApiContext) =>
      args.id == null || shop.webPixel?.id === idFrom(args.id, 'WebPixel') ? shop.webPixel : null,
  },
  Mutation: {
    webPixelCreate: (_: unknown, args: { webPixel: PixelInput }, context: ApiContext) =>
      createPixel(args.webPixel, context),
    webPixelUpdate: (_: unknown, args: { id: string; webPixel: PixelInput }, context: ApiContext) =>
      updatePixel(args.id, args.webPixel, context),
    webPixelDelete: (_: unknown, args: { id: string }, context: ApiContext) =>
      deletePixel(args.id, context),
  },
  WebPixel: {
    id: (pixel: Pixel) => gid('WebPixel', pixel.id),
    settings: (pixel: Pixel) => JSON.parse(pixel.settings),
  },
};
