import { PAGE_FIELDS } from '#app/domain/page-field.ts';
import { stockCatalogue } from '#test/standin/catalogue/stock-catalogue.ts';
import { startTestShop, type TestShop } from '#test/standin/start-test-shop.ts';
import { gid } from '#test/standin/state/world.ts';
import { courierOf } from '#test/standin/webhooks/courier.ts';
import { type CollectDoor, openCollectDoor } from './collect-door.ts';

export type ExtendedShop = TestShop & { door: CollectDoor; close(): Promise<void> };

/** A stocked shop with everything on: the embed, the blocks on pages, the pixel, a banner if wanted. */
export async function startExtendedShop(
  options: { asksConsent?: boolean } = {},
): Promise<ExtendedShop> {
  const door = await openCollectDoor();
  const place = await startTestShop({
    asksConsent: options.asksConsent ?? false,
    theme: { visitEmbed: true, landingBlocks: true },
  });
  const { world, shop, standin } = place;
  // Webhooks go nowhere: this is about the storefront.
  world.app.appUrl = 'http://127.0.0.1:9';
  shop.primaryUrl = `http://glowy.localhost:${standin.port}`;
  shop.webPixel = {
    id: world.nextId(),
    settings: JSON.stringify({ collectUrl: door.url, accountId: shop.domain }),
  };
  stockCatalogue(world, shop);
  addLandingPage(place);
  return {
    ...place,
    door,
    close: async () => {
      courierOf(world).stop();
      await standin.close();
      await door.close();
    },
  };
}

/** /pages/jane, with what the app is asked to write into the page's metafields. */
function addLandingPage({ world, shop }: TestShop): void {
  const id = world.nextId();
  const [first, second] = [...shop.products.values()];
  const products = [first, second].flatMap((product) => product ?? []);
  const field = (key: string, value: string, type = 'single_line_text_field') => ({
    namespace: '$app',
    key,
    type,
    value,
  });
  shop.metafieldDefinitions = Object.entries(PAGE_FIELDS).map(([key, definition]) => ({
    id: world.nextId(),
    ownerType: 'PAGE',
    namespace: '$app',
    key,
    ...definition,
    storefront: 'PUBLIC_READ',
  }));
  shop.pages.set(id, {
    id,
    title: 'Jane',
    handle: 'jane',
    bodyHtml: '',
    published: true,
    templateSuffix: null,
    createdAt: 0,
    updatedAt: 0,
    metafields: [
      field('influencer_name', 'Jane <Doe>'),
      field('influencer_picture', 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=', 'url'),
      field('offer', '15 % off everything'),
      field('code', 'JANE15'),
      field('link', 'jane'),
      field('welcome', 'Hi!\nThese are <mine>.', 'multi_line_text_field'),
      field(
        'products',
        JSON.stringify(products.map((product) => gid('Product', product.id))),
        'list.product_reference',
      ),
    ],
  });
}
