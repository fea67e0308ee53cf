import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const ASSETS = path.resolve(import.meta.dirname, '../../build/client/assets');

const manifestSchema = z.object({
  routes: z.record(
    z.string(),
    z.object({
      id: z.string(),
      parentId: z.string().optional(),
      path: z.string().optional(),
      hasAction: z.boolean(),
      hasLoader: z.boolean(),
    }),
  ),
});

export type BuiltRoute = {
  /** "/app/influencers/:id" */
  path: string;
  hasAction: boolean;
  hasLoader: boolean;
};

/** Every route of the production build, read from the list that browsers get: a new one cannot be forgotten. */
export function builtRoutes(): BuiltRoute[] {
  const file = readdirSync(ASSETS).find((name) => /^manifest-.*\.js$/.test(name));
  if (!file) throw new Error(`there is no manifest in ${ASSETS}`);
  const text = readFileSync(path.join(ASSETS, file), 'utf8');
  const json = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
  const { routes } = manifestSchema.parse(JSON.parse(json));
  const pathOf = (id: string | undefined): string => {
    const route = id === undefined ? undefined : routes[id];
    return route ? `${pathOf(route.parentId)}/${route.path ?? ''}` : '';
  };
  return Object.values(routes).map(({ id, hasAction, hasLoader }) => ({
    path: pathOf(id)
      .replace(/\/+/g, '/')
      .replace(/(.)\/$/, '$1'),
    hasAction,
    hasLoader,
  }));
}
