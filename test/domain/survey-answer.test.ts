import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profileKey, surveyAnswers, surveyKeys } from '#app/domain/survey-answer.ts';

describe('surveyAnswers', () => {
  it.each([
    ['How did you hear about us?', ''],
    ['how-did-you-hear-about-us', ''],
    ['HDYHAU', ''],
    ['Referred by', ''],
    ['_influencer', ''],
    ['Wer hat dich geschickt?', 'wer hat dich geschickt'],
  ])('knows the question “%s” (setting “%s”)', (name, setting) => {
    const attributes = [
      { name: 'gift', value: 'yes' },
      { name, value: '  Jane \n Doe ' },
    ];
    expect(surveyAnswers(attributes, setting)).toEqual(['Jane Doe']);
  });

  it.each([
    ['How did you hear about us?', 'who sent you'],
    ['gift note', ''],
    ['_tributary_link', ''],
  ])('leaves “%s” alone (setting “%s”)', (name, setting) => {
    expect(surveyAnswers([{ name, value: 'Jane Doe' }], setting)).toEqual([]);
  });

  it('takes an answer once, no empty one, and no end of them', () => {
    const attributes = ['', ' ', 'Jane', 'Jane', 'Mia', 'x'.repeat(5000)].map((value) => ({
      name: 'hdyhau',
      value,
    }));
    expect(surveyAnswers(attributes, '')).toEqual(['Jane', 'Mia', 'x'.repeat(200)]);
  });
});

/** Names, handles and codes of the whole answer and of what stands in it. */
function spelled(answer: string) {
  return surveyKeys(answer).map(({ names, handles, profiles, codes }) => ({
    names,
    handles: handles.map(({ platform, handle }) => (platform ? `${platform}:${handle}` : handle)),
    profiles,
    codes,
  }));
}

describe('surveyKeys', () => {
  it.each([
    ['Jane Doe', { names: ['jane-doe'], handles: [], profiles: [], codes: [] }],
    ['JOSÉ Álvarez!', { names: ['jose-alvarez'], handles: [], profiles: [], codes: [] }],
    ['@Jane.Doe', { names: [], handles: ['jane.doe'], profiles: [], codes: ['JANE.DOE'] }],
    ['jane15', { names: ['jane15'], handles: ['jane15'], profiles: [], codes: ['JANE15'] }],
    [
      'https://www.instagram.com/Jane.Doe/?igsh=1',
      {
        names: [],
        handles: ['instagram:jane.doe'],
        profiles: ['instagram.com/jane.doe'],
        codes: [],
      },
    ],
    [
      'youtube.com/c/janedoe/videos',
      {
        names: [],
        handles: ['youtube:janedoe'],
        profiles: ['youtube.com/c/janedoe/videos'],
        codes: [],
      },
    ],
  ])('%s', (answer, whole) => {
    expect(spelled(answer)[0]).toEqual(whole);
  });

  it.each([
    ['Instagram: @jane', 'jane'],
    ['Jane Doe on TikTok', 'jane-doe'],
    ['an influencer - Jane Doe', 'jane-doe'],
    ['I saw @jane in a story', 'jane'],
    ['from Jane Doe, I think', 'jane-doe'],
    ['see tiktok.com/@jane please', 'tiktok:jane'],
  ])('finds her in “%s”', (answer, key) => {
    const { names = [], handles = [] } = spelled(answer).at(-1) ?? {};
    expect([...names, ...handles]).toContain(key);
  });

  it.each([
    'Instagram',
    'tik tok',
    'A friend.',
    'Google',
    'influencer',
    'n/a',
    '-',
    '?',
    'x',
    '🙂',
  ])('names nobody in “%s”', (answer) => {
    expect(surveyKeys(answer).flatMap(({ names, handles }) => [...names, ...handles])).toEqual([]);
  });

  it('reads anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (answer) => {
        for (const { names } of surveyKeys(answer)) {
          for (const name of names) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        }
      }),
    );
  });
});

it.each([
  ['https://www.instagram.com/Jane/', 'instagram.com/jane'],
  ['m.youtube.com/@jane?si=1', 'youtube.com/@jane'],
  ['jane.blog', 'jane.blog'],
  ['jane', null],
  ['', null],
])('the address %s is the profile %s', (address, key) => {
  expect(profileKey(address)).toBe(key);
});
