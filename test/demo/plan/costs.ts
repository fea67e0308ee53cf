import type { CostKind } from '#app/domain/cost.ts';
import type { PlannedCost } from './planned.ts';

type Row = readonly [kind: CostKind, amount: number, day: number, note?: string];
type Foreign = readonly [...Row, currency: string, rate: string];

const fee = (amount: number, day: number): Row => ['fee', amount, day];
const gift = (amount: number, day: number): Row => ['gifted_product', amount, day, 'At unit cost'];
const inEuro = (row: readonly [CostKind, number, number], note: string): Foreign => [
  ...row,
  note,
  'EUR',
  '1.0865',
];
const inPounds = (row: readonly [CostKind, number, number], note: string): Foreign => [
  ...row,
  note,
  'GBP',
  '1.2740',
];

/** By collaboration: every kind of cost, spread over the season, some of it in the influencer's own currency. */
const ROWS: Readonly<Record<string, readonly (Row | Foreign)[]>> = {
  'aoife.barrier': [inEuro(['fee', 620, -114], 'Invoice 07'), gift(42, -116)],
  'ravi.barrier': [fee(900, -112), gift(38, -115)],
  'freya.barrier': [inPounds(['fee', 700, -108], 'One video'), gift(38, -112)],
  'lucia.barrier': [inEuro(['fee', 400, -110], 'Two stories'), gift(30, -114)],
  'solene.barrier': [inEuro(['fee', 860, -105], 'Reel and usage rights'), gift(64, -110)],
  'tamsin.friends': [gift(36, -119), gift(36, -88), gift(36, -58), gift(36, -28)],
  'ilse.friends': [gift(45, -117), fee(120, -60)],
  'wren.friends': [fee(90, -113), fee(90, -85), fee(90, -57), fee(90, -29), gift(28, -115)],
  'amara.friends': [
    fee(350, -102),
    fee(350, -66),
    fee(350, -31),
    ['amplification', 240, -30, 'Boosted the third reel'],
    gift(55, -104),
  ],
  'zeynep.friends': [fee(520, -96), fee(520, -50), gift(40, -98)],
  'kofi.friends': [gift(30, -93), fee(80, -12)],
  'hana.friends': [gift(33, -91)],
  'priya.school': [
    fee(680, -101),
    fee(680, -40),
    ['production', 260, -100, 'Studio day'],
    ['platform_fee', 34, -99, 'Brief and contract'],
    gift(44, -103),
  ],
  'wren.school': [fee(60, -98), fee(60, -42)],
  'ravi.school': [fee(600, -70), ['production', 150, -69, 'Illustrations']],
  'jonas.school': [
    inEuro(['fee', 310, -86], 'Episode 41'),
    inEuro(['fee', 310, -43], 'Episode 47'),
    gift(29, -88),
  ],
  'bex.shade': [
    fee(6_800, -68),
    ['production', 900, -70, 'Beach set'],
    ['amplification', 1_200, -66, 'Boosted for a week'],
    ['platform_fee', 340, -68, 'Agency'],
    gift(66, -72),
  ],
  'meiling.shade': [fee(540, -77), fee(540, -20), ['amplification', 180, -51], gift(36, -79)],
  'sefa.shade': [fee(320, -74), gift(31, -76)],
  'theo.shade': [fee(1_200, -62), ['platform_fee', 60, -62, 'Agency'], gift(52, -65)],
  'marisol.shade': [fee(900, -58), ['production', 220, -57, 'Editing'], gift(58, -60)],
  'mateus.shade': [inEuro(['fee', 560, -49], 'Two stories'), gift(24, -51)],
  'chiara.quiz': [inEuro(['fee', 780, -53], 'Three shorts'), gift(41, -55)],
  'ngozi.quiz': [inPounds(['fee', 850, -51], 'Two videos'), gift(47, -53)],
  'dario.quiz': [inEuro(['fee', 420, -48], 'One short'), ['other', 35, -47, 'Customs']],
  'noor.quiz': [gift(34, -46), fee(90, -22)],
  'amara.night': [fee(380, -5), gift(49, -6)],
  'yuna.night': [fee(760, -6), gift(52, -6), ['platform_fee', 38, -6, 'Brief and contract']],
  'katya.night': [fee(520, -4), ['production', 140, -5, 'Lights'], gift(54, -6)],
  'freya.night': [inPounds(['fee', 700, -3], 'One video'), gift(45, -6)],
};

export const COSTS: readonly PlannedCost[] = Object.entries(ROWS).flatMap(([collaboration, rows]) =>
  rows.map(([kind, amount, day, note = '', currency = 'USD', rate = null]) => ({
    collaboration,
    kind,
    amount,
    day,
    note,
    currency,
    rate,
  })),
);
