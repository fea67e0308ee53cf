import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFollowerCount } from '#app/domain/follower-count.ts';
import { parseInfluencerCsv } from '#app/domain/influencer-csv.ts';
import { csvFieldOf } from '#app/domain/influencer-csv-header.ts';

const instagram = { platform: 'instagram', handle: 'jane', followers: 12_500, url: null };
const jane = {
  name: 'Jane Doe',
  email: 'jane@example.com',
  platforms: [instagram],
  niche: null,
  notes: null,
  status: 'active',
};

describe('layouts', () => {
  it.each([
    [
      'comma',
      'name,email,instagram_handle,instagram_followers\nJane Doe,jane@example.com,@jane,12.5k',
    ],
    ['semicolon', 'Name;E-Mail;Insta;Insta followers\r\nJane Doe;jane@example.com;jane;12,5k\r\n'],
    [
      'tab',
      'NAME\tMail\tInstagram username\tInstagram Followers\nJane Doe\tjane@example.com\tjane\t12500',
    ],
    ['bar', 'Full name|email|ig|ig follower count\nJane Doe|jane@example.com|jane|12 500'],
    [
      'mark',
      '\ufeffinfluencer,email address,instagram,instagram subscribers\nJane Doe,jane@example.com,jane,"12,500"',
    ],
    ['rows', 'followers,handle,platform,email,name\n12500,jane,IG,jane@example.com,Jane Doe'],
    [
      'gaps',
      '\n\nname,email,instagram,instagram_followers,,\n,,,\n  Jane Doe , jane@example.com ,jane,12.5K,,\n\n',
    ],
    ['old Mac', 'name,email,instagram,instagram_followers\rJane Doe,jane@example.com,jane,12500'],
  ])('reads the %s file', (_, text) => {
    expect(parseInfluencerCsv(text)).toEqual({ rows: [jane], errors: [], ignoredColumns: [] });
  });

  it('puts rows with one name and e-mail together', () => {
    const text = [
      'name,email,platform,handle,followers,niche',
      'Jane Doe,jane@example.com,Instagram,jane,12500,',
      'Tom,,blog,tom.example,,food',
      'jane doe,JANE@example.com,TikTok,jane,1.2M,beauty',
    ].join('\n');
    const { rows, errors } = parseInfluencerCsv(text);
    expect(errors).toEqual([]);
    expect(rows).toEqual([
      {
        ...jane,
        platforms: [instagram, { ...instagram, platform: 'tiktok', followers: 1_200_000 }],
        niche: 'beauty',
      },
      expect.objectContaining({ name: 'Tom', email: null, niche: 'food' }),
    ]);
  });

  it('takes quoted separators and lines, and reports columns it does not know', () => {
    const text = 'name,notes,shoe size,status\n"Doe, Jane","one\ntwo ""x""",38,Paused\n';
    expect(parseInfluencerCsv(text)).toMatchObject({
      rows: [{ name: 'Doe, Jane', notes: 'one\ntwo "x"', status: 'paused' }],
      errors: [],
      ignoredColumns: ['shoe size'],
    });
  });
});

describe('errors', () => {
  it.each([
    ['', 1, '', 'The file is empty'],
    [' \n\n', 1, '', 'The file is empty'],
    ['name,email', 1, '', 'only a header'],
    ['mail,handle\na@b.co,x', 1, 'name', 'no column for the name'],
    ['name,Name\na,b', 1, 'Name', 'Keep one of the two columns'],
    ['name,followers\na,5', 1, 'followers', 'of which platform?'],
    ['name\n"a', 2, '', 'quotation marks'],
    ['name\na"b"', 2, '', 'quotation marks'],
    ['name,email\nJane,jane@', 2, 'email', 'Enter an e-mail address'],
    ['name,email\n\n"a\nb",x\n,c@d.co', 3, 'name', 'control characters'],
    ['name,E-Mail\n,a@b.co', 2, 'name', 'Enter a name'],
    ['name,instagram,instagram followers\nJ,j,-5', 2, 'instagram followers', 'cannot be negative'],
    ['name,instagram,instagram followers\nJ,j,many', 2, 'instagram followers', '12.5k'],
    ['name,instagram,instagram followers\nJ,,5', 2, 'instagram', 'Enter the handle'],
    ['name,instagram followers\nJ,5', 2, 'handle', 'Enter the handle'],
    ['name,platform,handle\nJ,orkut,j', 2, 'platform', 'Choose a platform'],
    ['name,status\nJ,gone', 2, 'status', 'Choose a status'],
    ['name,email\nA,a@b.co\nB,A@b.co', 3, 'email', 'Another name'],
    ['name,instagram\nA,x\nB,@X', 3, '', 'already in line 2'],
    ['name,email\nA,a@b.co\nA,a@b.co', 3, 'name', 'already in line 2'],
    ['name,instagram,ig url\nJ,j,javascript:x', 2, 'ig url', 'https://'],
    ['name,instagram,instagram followers\nJ,j,1,200', 2, '', 'more cells than the header'],
  ])('%j', (text, line, column, message) => {
    const { errors } = parseInfluencerCsv(text);
    expect(errors[0]).toEqual({ line, column, message: expect.stringContaining(message) });
  });

  it('keeps the good rows beside the bad ones, and nobody by halves', () => {
    const text = [
      'name,platform,handle,followers',
      'Jane,instagram,jane,5',
      'Tom,tiktok,tom,5',
      'Jane,tiktok,jane,much',
    ].join('\n');
    const { rows, errors } = parseInfluencerCsv(text);
    expect(rows.map(({ name }) => name)).toEqual(['Tom']);
    expect(errors).toHaveLength(1);
    const [head, ...body] = text.split('\n');
    const reversed = parseInfluencerCsv([head, ...body.reverse()].join('\n'));
    expect(reversed.rows).toEqual(rows);
  });

  it('takes 5,000 rows and refuses one more', () => {
    const file = (count: number) =>
      `name,instagram\n${Array.from({ length: count }, (_, n) => `N${n},h${n}`).join('\n')}`;
    expect(parseInfluencerCsv(file(5_000))).toMatchObject({ rows: { length: 5_000 }, errors: [] });
    expect(parseInfluencerCsv(file(5_001))).toMatchObject({
      rows: [],
      errors: [{ message: expect.stringContaining('more than 5,000') }],
    });
  });

  it('never throws, and names a line of the file', () => {
    const wild = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.array(fc.constantFrom('a', '"', ',', ';', '\n', '\r\n', '-1', '@', 'x'), {
            maxLength: 9,
          }),
        )
        .map((rows) => `name,email,instagram\n${rows.map((row) => row.join('')).join('\n')}`),
    );
    fc.assert(
      fc.property(wild, (text) => {
        const lines = text.split(/\r\n|\r|\n/).length;
        for (const { line, message } of parseInfluencerCsv(text).errors) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines);
          expect(message).not.toBe('');
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('parseFollowerCount', () => {
  it.each([
    ['0', 0],
    ['12500', 12_500],
    ['1,200,000', 1_200_000],
    ['1.200.000', 1_200_000],
    ["1'200'000", 1_200_000],
    ['1 200 000', 1_200_000],
    ['12.5k', 12_500],
    ['12,5 K', 12_500],
    ['1.2M', 1_200_000],
    ['1.2345k', 1_234],
    ['1b', 1_000_000_000],
    ['1.2', null],
    ['1,20,000', null],
    ['-5', null],
    ['1e5', null],
    ['', null],
    ['k', null],
    ['9'.repeat(20), null],
  ])('%j → %j', (text, followers) => {
    expect(parseFollowerCount(text)).toBe(followers);
  });
});

describe('csvFieldOf', () => {
  it.each([
    ['E-mail Address', 'influencer', 'email'],
    ['Follower Count', 'account', 'followers'],
    ['YouTube Channel URL', 'youtube', 'url'],
    ['twitter', 'x', 'handle'],
    ['tik tok handle', 'tiktok', 'handle'],
    ['x_followers', 'x', 'followers'],
  ])('%s is the %s’s %s', (header, of, field) => {
    expect(csvFieldOf(header)).toEqual({ of, field });
  });

  it.each(['', '???', 'shoe size', 'instagram budget'])('%j is not ours', (header) => {
    expect(csvFieldOf(header)).toBeNull();
  });
});
