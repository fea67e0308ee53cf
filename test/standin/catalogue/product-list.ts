import type { Shape } from './draw-product.ts';

/** title, price in minor units, unit cost in minor units, shape, hue, one sentence; sizes add variants. */
export type ListedProduct = {
  title: string;
  price: number;
  cost: number;
  shape: Shape;
  hue: number;
  text: string;
  sizes?: readonly { title: string; price: number; cost: number }[];
};

/** A made-up skin care range: no product or name here belongs to anybody. */
export const COLLECTIONS: readonly { title: string; products: readonly ListedProduct[] }[] = [
  {
    title: 'Cleanse',
    products: [
      {
        title: 'Morning Milk Cleanser',
        price: 2400,
        cost: 610,
        shape: 'pump',
        hue: 35,
        text: 'A soft milk that lifts the night off without foam.',
        sizes: [
          { title: '150 ml', price: 2400, cost: 610 },
          { title: '300 ml', price: 3900, cost: 980 },
        ],
      },
      {
        title: 'Clay Reset Wash',
        price: 2200,
        cost: 540,
        shape: 'tube',
        hue: 20,
        text: 'White clay for days when skin feels busy.',
      },
      {
        title: 'Melting Balm',
        price: 2900,
        cost: 800,
        shape: 'jar',
        hue: 48,
        text: 'Turns to oil in the hands and takes make-up with it.',
      },
      {
        title: 'Oat Soap Bar',
        price: 900,
        cost: 190,
        shape: 'bar',
        hue: 42,
        text: 'Cut by hand, with oats for a gentle scrub.',
      },
      {
        title: 'Cloud Micellar Water',
        price: 1800,
        cost: 390,
        shape: 'bottle',
        hue: 200,
        text: 'One sweep and the day is gone.',
      },
    ],
  },
  {
    title: 'Serums',
    products: [
      {
        title: 'Dew Drop Serum',
        price: 3800,
        cost: 920,
        shape: 'dropper',
        hue: 190,
        text: 'Three sizes of hyaluronic acid for water that stays.',
        sizes: [
          { title: '30 ml', price: 3800, cost: 920 },
          { title: '60 ml', price: 6200, cost: 1500 },
        ],
      },
      {
        title: 'Bright Hour Vitamin C',
        price: 4600,
        cost: 1210,
        shape: 'dropper',
        hue: 28,
        text: 'Fifteen per cent vitamin C in a dark bottle.',
      },
      {
        title: 'Quiet Skin Niacinamide',
        price: 3200,
        cost: 700,
        shape: 'dropper',
        hue: 150,
        text: 'Calms what is red and tightens what is loose.',
      },
      {
        title: 'Night Shift Retinal',
        price: 5200,
        cost: 1480,
        shape: 'dropper',
        hue: 265,
        text: 'Starts low, works while you sleep.',
      },
      {
        title: 'Barrier Peptide Drops',
        price: 4900,
        cost: 1320,
        shape: 'dropper',
        hue: 320,
        text: 'For skin that has had a little too much of everything.',
      },
    ],
  },
  {
    title: 'Moisturise',
    products: [
      {
        title: 'Day Veil Cream',
        price: 3400,
        cost: 820,
        shape: 'jar',
        hue: 60,
        text: 'Light as a veil, lasts until the evening.',
        sizes: [
          { title: '50 ml', price: 3400, cost: 820 },
          { title: '100 ml', price: 5400, cost: 1300 },
        ],
      },
      {
        title: 'Winter Coat Cream',
        price: 4200,
        cost: 1100,
        shape: 'jar',
        hue: 215,
        text: 'The thick one, for wind and radiators.',
      },
      {
        title: 'Gel of the Sea',
        price: 3000,
        cost: 690,
        shape: 'tube',
        hue: 180,
        text: 'Algae gel for skin that shines by noon.',
      },
      {
        title: 'Midnight Mask',
        price: 3600,
        cost: 870,
        shape: 'jar',
        hue: 250,
        text: 'Put it on, turn off the light.',
      },
      {
        title: 'Rose Facial Oil',
        price: 4400,
        cost: 1250,
        shape: 'dropper',
        hue: 345,
        text: 'Four drops pressed into damp skin.',
      },
    ],
  },
  {
    title: 'Sun',
    products: [
      {
        title: 'Invisible Shield SPF 50',
        price: 3300,
        cost: 940,
        shape: 'tube',
        hue: 50,
        text: 'No white cast, no scent, no excuses.',
      },
      {
        title: 'Tinted Shield SPF 30',
        price: 3500,
        cost: 990,
        shape: 'tube',
        hue: 26,
        text: 'A trace of colour in three tones.',
        sizes: [
          { title: 'Light', price: 3500, cost: 990 },
          { title: 'Medium', price: 3500, cost: 990 },
          { title: 'Deep', price: 3500, cost: 990 },
        ],
      },
      {
        title: 'Pocket Sun Stick',
        price: 1900,
        cost: 480,
        shape: 'bar',
        hue: 44,
        text: 'For noses, ears and the tops of feet.',
      },
      {
        title: 'After Sun Aloe',
        price: 2100,
        cost: 450,
        shape: 'bottle',
        hue: 130,
        text: 'Ninety-eight per cent aloe and a cold shelf.',
      },
    ],
  },
  {
    title: 'Body',
    products: [
      {
        title: 'Fig Body Lotion',
        price: 2600,
        cost: 560,
        shape: 'pump',
        hue: 285,
        text: 'Smells of a garden wall in August.',
      },
      {
        title: 'Sugar Polish',
        price: 2300,
        cost: 510,
        shape: 'jar',
        hue: 30,
        text: 'Brown sugar and almond oil.',
      },
      {
        title: 'Hand Repair',
        price: 1400,
        cost: 310,
        shape: 'tube',
        hue: 15,
        text: 'For people who wash their hands a lot.',
      },
      {
        title: 'Lip Butter',
        price: 800,
        cost: 160,
        shape: 'bar',
        hue: 355,
        text: 'Shea, beeswax, nothing else.',
        sizes: [
          { title: 'Plain', price: 800, cost: 160 },
          { title: 'Cherry', price: 900, cost: 180 },
        ],
      },
      {
        title: 'Bath Salt',
        price: 1700,
        cost: 350,
        shape: 'jar',
        hue: 205,
        text: 'Magnesium and lavender, half a kilo.',
      },
      {
        title: 'Deo Cream',
        price: 1200,
        cost: 260,
        shape: 'jar',
        hue: 90,
        text: 'Baking soda free, fragrance free.',
      },
    ],
  },
  {
    title: 'Sets and gifts',
    products: [
      {
        title: 'First Steps Set',
        price: 5900,
        cost: 1600,
        shape: 'box',
        hue: 340,
        text: 'Cleanser, serum and cream in small sizes.',
      },
      {
        title: 'Travel Trio',
        price: 3900,
        cost: 1050,
        shape: 'box',
        hue: 170,
        text: 'Passes every airport.',
      },
      {
        title: 'The Whole Shelf',
        price: 14900,
        cost: 4100,
        shape: 'box',
        hue: 230,
        text: 'Seven full sizes for one whole routine.',
      },
      {
        title: 'Linen Headband',
        price: 1500,
        cost: 420,
        shape: 'bar',
        hue: 70,
        text: 'Keeps hair out of the foam.',
      },
    ],
  },
];
