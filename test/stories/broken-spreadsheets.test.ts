import { beforeAll, describe, expect, it } from 'vitest';
import type { InfluencerListView } from '#app/views/influencer-list-view.server.ts';
import { openHouse } from './open-house.ts';
import type { ShopStory } from './shop-story.ts';

const open = openHouse();

let glowy: ShopStory;

beforeAll(async () => {
  glowy = await open.openShop();
});

const influencers = () => glowy.work.read<InfluencerListView>('/app/influencers');

describe('broken spreadsheets', () => {
  const ok = 'name,email\nAnn Ash,ann@example.com\n';
  const BROKEN: Record<string, string> = {
    nothing: '',
    'only a header': 'name,email\n',
    'no header': 'Ann Ash,ann@example.com\n',
    'no name column': 'email\nann@example.com\n',
    'an open quotation mark': 'name,email\n"Ann,ann@example.com\n',
    'a quotation mark in the middle': 'name,email\nAn"n" Ash,ann@example.com\n',
    'too many cells': `${ok}Bea,bea@example.com,more,and more\n`,
    'one bad line among good ones': `${ok}Bea Birch,bea@example.com\nCleo,not an address\nDora,dora@example.com\n`,
    'the same person twice': `${ok}Ann Ash,ann@example.com\n`,
    'the same column twice': 'name,Name\nAnn,Ash\n',
    'bytes that are no text': 'name\n\u0000\u0001\u0002\uD800\n',
    'negative followers': 'name,instagram_handle,instagram_followers\nAnn,ann,-5\n',
    'followers that are no number': 'name,instagram_handle,instagram_followers\nAnn,ann,many\n',
    'a name too long': `name\n${'x'.repeat(20_000)}\n`,
    'six thousand lines': `name\n${Array.from({ length: 6_000 }, (_, place) => `Person ${place}`).join('\n')}\n`,
    'seven megabytes': `name\n${'x'.repeat(7_000_000)}\n`,
    'a page': '<!doctype html><table><tr><td>name</td></tr></table>',
  };

  it.each(Object.entries(BROKEN))(
    'change nothing and say what is wrong: %s',
    async (_what, csv) => {
      const before = (await influencers()).page.total;
      const preview = await glowy.work.send<{ problems: { line: number; message: string }[] }>(
        '/app/influencers/import',
        { intent: 'check', csv },
      );
      if (preview.ok) {
        expect(preview.value.problems.length).toBeGreaterThan(0);
        for (const { line, message } of preview.value.problems) {
          expect(line).toBeGreaterThan(0);
          expect(message).toMatch(/\w.*[.”?]$/s);
        }
      }
      const { message } = await glowy.work.refused('/app/influencers/import', {
        intent: 'import',
        csv,
      });
      expect(message).toMatch(/\w.*\.$/s);
      expect((await influencers()).page.total).toBe(before);
    },
  );

  it('are told from those that are only unusual', async () => {
    const csv =
      '\uFEFFNAME;E-Mail;Instagram;Instagram Followers\r\n"Zoé ""Z"" Quill";zoe@quill.example;@zoe.q;12,5k\r\n';
    const { created } = await glowy.work.importInfluencers(csv.replace('12,5k', '12.5k'));
    expect(created).toBe(1);
    const { rows } = await glowy.work.read<InfluencerListView>('/app/influencers?q=Quill');
    expect(rows).toMatchObject([{ name: 'Zoé "Z" Quill', followers: 12_500, tier: 'micro' }]);
  });
});
