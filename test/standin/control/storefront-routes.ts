import { z } from 'zod';
import { type Route, shopBy } from './route.ts';

const flag = z.union([z.boolean(), z.stringbool()]);

const storefrontRequest = z.strictObject({
  visitEmbed: flag.optional(),
  landingBlocks: flag.optional(),
  asksConsent: flag.optional(),
});

/** What the merchant sets in the theme editor and in the privacy settings; what is not named stays. */
export const storefrontRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: /^\/shops\/([^/]+)\/storefront$/,
    run: ({ world, params, body }) => {
      const shop = shopBy(world, params[0]);
      const wish = storefrontRequest.parse(body);
      const theme = shop.theme ?? { visitEmbed: false, landingBlocks: false };
      shop.theme = {
        visitEmbed: wish.visitEmbed ?? theme.visitEmbed,
        landingBlocks: wish.landingBlocks ?? theme.landingBlocks,
      };
      shop.asksConsent = wish.asksConsent ?? shop.asksConsent ?? false;
      return { ...shop.theme, asksConsent: shop.asksConsent };
    },
  },
];
