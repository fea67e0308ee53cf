import { Merchant } from '#test/house/merchant.ts';
import type { House } from '#test/house/start-house.ts';
import { stockCatalogue } from '#test/standin/catalogue/stock-catalogue.ts';
import { installApp } from '#test/standin/identity/installation.ts';
import { createShop } from '#test/standin/state/create-shop.ts';
import type { Shop } from '#test/standin/state/world.ts';
import { MerchantWork } from '#test/stories/merchant-work.ts';
import type { Stage } from './play-season.ts';

const NAMES = ['Ada', 'Bruna', 'Cleo', 'Dalia', 'Edda', 'Farah', 'Greta', 'Juno', 'Keiko', 'Maren'];
export const INFLUENCERS = NAMES.length;
const OWN_CODE = 'WELCOME5';

/** A shop that asks for consent, with pixel, embed and influencers; and the influencers' ids by their number. */
export async function openStage(
  house: House,
  handle: string,
): Promise<Stage & { influencerIds: readonly string[] }> {
  const { world } = house;
  const theme = { visitEmbed: true, landingBlocks: true };
  const shop = createShop(world, { handle, asksConsent: true, theme });
  stockCatalogue(world, shop);
  giveOwnCode(house, shop);
  installApp(world, shop);
  const merchant = new Merchant(world, shop);
  const { status } = await merchant.openDocument('/app');
  if (status !== 200) throw new Error(`The app answered ${status} to its first request.`);

  const work = new MerchantWork(merchant);
  const wanted: string[] = [];
  for (const name of NAMES) wanted.push(await work.addInfluencer({ name, platforms: [] }));
  const campaignId = await work.addCampaign();
  await work.startCollaborations(campaignId, wanted);
  const { collaborations } = await work.provisioned(campaignId);
  return {
    house,
    shop,
    ownCode: OWN_CODE,
    influencerIds: collaborations.map(({ influencer }) => influencer.id),
    codes: collaborations.map(({ codes }) => codes[0]?.code ?? ''),
    slugs: collaborations.map(({ links }) => slugOf(links.tracking)),
  };
}

function slugOf(tracking: string | null): string {
  const slug = URL.parse(tracking ?? '')
    ?.pathname.split('/')
    .at(-1);
  if (!slug) throw new Error(`no tracking link: ${tracking}`);
  return slug;
}

/** A code that belongs to no influencer. */
function giveOwnCode({ world }: House, shop: Shop): void {
  const id = world.nextId();
  const at = world.clock.now();
  shop.discounts.set(id, {
    id,
    title: OWN_CODE,
    value: { kind: 'percentage', fraction: 0.05 },
    items: null,
    codes: [{ id: world.nextId(), code: OWN_CODE, usage: 0 }],
    startsAt: at,
    endsAt: null,
    active: true,
    usageLimit: null,
    oncePerCustomer: false,
    minimum: null,
    combinesWith: { order: false, product: false, shipping: false },
    tags: [],
    createdBy: 'merchant',
    createdAt: at,
    updatedAt: at,
  });
}
