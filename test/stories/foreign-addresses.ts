import { BETA, type ClashingShops } from './clashing-shops.ts';
import { type BuiltRoute, builtRoutes } from './route-list.ts';

/** The routes that a merchant reaches. */
export const appRoutes = () => builtRoutes().filter(({ path }) => path.startsWith('/app'));

/** What stands for each parameter of each address: the id of a thing of that kind in the second shop. */
function idFor(shops: ClashingShops, path: string): string {
  if (path.startsWith('/app/influencers/:id')) return shops.beta.influencer;
  if (path.startsWith('/app/campaigns/:id')) return shops.beta.campaign;
  if (path.startsWith('/app/collaborations/:id')) return shops.beta.collaboration.id;
  if (path.startsWith('/app/orders/:id')) return String(shops.onlyBeta.id);
  throw new Error(`say here what :id stands for in ${path}`);
}

const TABLES = [
  'ranking',
  'influencers',
  'campaigns',
  'campaign',
  'costs',
  'orders',
  'paths',
  'assists',
];

/** Every address of a route, filled with ids of the second shop, in its path and in its query. */
export function addressesOf(shops: ClashingShops, { path }: BuiltRoute): string[] {
  if (path === '/app/export/:table') {
    const ids = [shops.beta.campaign, shops.beta.collaboration.id, shops.beta.influencer];
    return TABLES.flatMap((table) =>
      ids.map((id) => `/app/export/${table}?id=${id}&influencer=${id}&collaboration=${id}`),
    );
  }
  if (path === '/app/*') return [`/app/nowhere/${shops.beta.influencer}`];
  const filled = path.replace(/:id\b/, () => idFor(shops, path));
  if (filled.includes(':')) throw new Error(`say here what stands for the parameters of ${path}`);
  const query = new URLSearchParams({
    id: shops.beta.privacy,
    ids: shops.beta.influencer,
    influencer: shops.beta.influencer,
    collaboration: shops.beta.collaboration.id,
    campaign: shops.beta.campaign,
    q: BETA,
    percentBp: '1500',
  });
  return [filled, `${filled}?${query}`];
}
