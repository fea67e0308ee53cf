import { admin } from './admin/admin.ts';
import { adminAssets } from './admin/admin-assets.ts';
import { adminApi } from './admin-api/admin-api.ts';
import { bulkFiles } from './admin-api/bulk/bulk-file.ts';
import { control } from './control/control.ts';
import { extensionAssets } from './extensions/extension-assets.ts';
import { pageExtensions } from './extensions/page-extensions.ts';
import type { Handler } from './http.ts';
import { identity } from './identity/access-token.ts';
import type { World } from './state/world.ts';
import { storefront } from './storefront/storefront.ts';

/** Every area in the order in which it is asked. The storefront answers whatever is left, so it comes last. */
export function areas(world: World): Handler[] {
  return [
    identity(world),
    adminApi(world),
    bulkFiles(world),
    control(world),
    adminAssets(),
    admin(world),
    extensionAssets(),
    storefront(world, [pageExtensions(world)]),
  ];
}
