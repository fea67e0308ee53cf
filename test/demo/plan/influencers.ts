import type { PlatformName } from '#app/domain/platform-name.ts';
import type { PlannedInfluencer } from './planned.ts';

type Account = readonly [PlatformName, handle: string, followers: number];

function influencer(
  key: string,
  name: string,
  niche: string,
  accounts: readonly Account[],
  notes = '',
): PlannedInfluencer {
  return {
    key,
    name,
    niche,
    notes,
    accounts: accounts.map(([platform, handle, followers]) => ({ platform, handle, followers })),
  };
}

/** Nobody here exists: names and handles are made up, from nano to mega. */
export const INFLUENCERS: readonly PlannedInfluencer[] = [
  influencer('tamsin', 'Tamsin Holloway-Reye', 'Slow mornings', [
    ['instagram', 'tamsin.dewmorning', 6_400],
  ]),
  influencer('ilse', 'Ilse van Brandte', 'Fragrance-free skin care', [
    ['blog', 'ilse-brandte', 4_850],
    ['instagram', 'ilse.brandte', 2_900],
  ]),
  influencer('noor', 'Noor Almasry-Haddow', 'Evening rituals', [['tiktok', 'noor.rituals', 8_900]]),
  influencer('kofi', 'Kofi Mensah-Adare', 'Skin care for men', [
    ['youtube', 'kofi-keeps-clean', 7_200],
    ['instagram', 'kofi.adare', 5_100],
  ]),
  influencer('hana', 'Hana Tsukimoto', 'Japanese layering', [
    ['pinterest', 'hanatsukimoto', 9_300],
    ['instagram', 'hana.tsuki', 6_050],
  ]),
  influencer(
    'wren',
    'Wren Delacroix-Hume',
    'Ingredient letters',
    [['newsletter', 'wren-writes', 3_100]],
    'Reads every ingredient list aloud. Small audience that buys.',
  ),
  influencer('amara', 'Amara Okonjo-Reede', 'Melanin-rich skin', [
    ['instagram', 'amara.glows', 48_000],
    ['tiktok', 'amaraglows', 22_400],
  ]),
  influencer('priya', 'Priya Nandakumari', 'Science explained', [
    ['youtube', 'priya-explains-skin', 61_500],
    ['instagram', 'priya.explains', 19_800],
  ]),
  influencer('lucia', 'Lucía Ferrandizo', 'Sensitive skin', [['instagram', 'lucia.piel', 33_200]]),
  influencer('jonas', 'Jonas Lindqvar', 'Wellbeing podcast', [
    ['podcast', 'stille-stunde', 18_400],
    ['instagram', 'jonas.lindqvar', 7_700],
  ]),
  influencer('meiling', 'Mei-Ling Qiaoran', 'Sun care', [
    ['tiktok', 'meiling.shade', 87_000],
    ['instagram', 'meiling.shade', 35_600],
  ]),
  influencer('aoife', 'Aoife Brannaghan', 'Rosacea diary', [
    ['instagram', 'aoife.and.rosie', 27_900],
    ['blog', 'aoife-and-rosie', 6_300],
  ]),
  influencer('sefa', 'Sefa Manulaki', 'Surf and sun', [['tiktok', 'sefa.saltskin', 54_000]]),
  influencer(
    'zeynep',
    'Zeynep Aksoylar',
    'Deals and dupes',
    [['instagram', 'zeynep.finds', 72_300]],
    'Her code turned up on coupon sites. Watch the share of orders without any visit from her.',
  ),
  influencer('dario', 'Dario Castellamo', 'Beard and face', [
    ['youtube', 'dario-in-the-mirror', 41_000],
  ]),
  influencer('chiara', 'Chiara Benvoliese', 'Get ready with me', [
    ['tiktok', 'chiara.pronta', 240_000],
    ['instagram', 'chiara.pronta', 118_000],
  ]),
  influencer('ngozi', 'Ngozi Adeyinka-Colt', 'Routines over 40', [
    ['youtube', 'ngozi-over-forty', 315_000],
  ]),
  influencer('mateus', 'Mateus Carvalhosa', 'Travel light', [
    ['instagram', 'mateus.carryon', 186_000],
    ['tiktok', 'mateus.carryon', 90_500],
  ]),
  influencer('yuna', 'Yuna Baek-Sorensky', 'Glass skin', [
    ['tiktok', 'yuna.glass', 420_000],
    ['youtube', 'yuna-glass', 152_000],
  ]),
  influencer('freya', 'Freya Ashgrovener', 'Cottage beauty', [
    ['youtube', 'freya-ashgrovener', 128_000],
    ['pinterest', 'freyaashgrovener', 61_000],
  ]),
  influencer('ravi', 'Ravi Deshpandar', 'Dermatology student', [
    ['instagram', 'ravi.learns.skin', 265_000],
  ]),
  influencer('solene', 'Solène Marchauvet', 'Paris wardrobe', [
    ['instagram', 'solene.marchauvet', 610_000],
    ['pinterest', 'solenemarchauvet', 204_000],
  ]),
  influencer('katya', 'Katya Belorukova', 'Make-up transformations', [
    ['tiktok', 'katya.before.after', 740_000],
  ]),
  influencer('marisol', 'Marisol Quintareo', 'Family vlog', [
    ['youtube', 'la-casa-quintareo', 905_000],
    ['instagram', 'marisol.quintareo', 388_000],
  ]),
  influencer(
    'bex',
    'Bex Hartigane-Lowe',
    'Celebrity lifestyle',
    [
      ['instagram', 'bexhartiganelowe', 1_840_000],
      ['snapchat', 'bexhartiganelowe', 520_000],
    ],
    'Large fee, few sales so far: compare with the micro tier before booking again.',
  ),
  influencer('theo', 'Theo Vanterpoel-King', 'Comedy sketches', [
    ['tiktok', 'theo.vanterpoelking', 2_600_000],
    ['youtube', 'theo-vanterpoelking', 890_000],
  ]),
];
