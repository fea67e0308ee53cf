import { beforeAll, describe, expect, it } from 'vitest';
import type { CollaborationView } from '#app/views/collaboration-view.server.ts';
import { appRoutes } from './foreign-addresses.ts';
import { HOSTILE } from './hostile-texts.ts';
import { openHouse } from './open-house.ts';
import type { ShopStory } from './shop-story.ts';

const open = openHouse();

let glowy: ShopStory;
let jane: CollaborationView;

beforeAll(async () => {
  glowy = await open.openShop();
  const { id } = await glowy.work.startOne();
  jane = await glowy.work.collaboration(id);
});

describe('bodies that are no forms', () => {
  const BODIES = [
    '',
    '{',
    'null',
    '[]',
    '"text"',
    '7',
    '{"intent":{"a":1}}',
    '{"name":[1,2]}',
    '['.repeat(5_000),
    '{"__proto__":{"ok":true}}',
    'a=b&c=d',
    '\u0000',
  ];

  it('are refused by every action', async () => {
    const filled = (path: string) =>
      path
        .replace('/influencers/:id', `/influencers/${jane.influencer.id}`)
        .replace('/campaigns/:id', `/campaigns/${jane.campaign.id}`)
        .replace('/collaborations/:id', `/collaborations/${jane.id}`);
    for (const { path } of appRoutes().filter(({ hasAction }) => hasAction)) {
      for (const body of BODIES) {
        for (const type of [
          'application/json',
          'application/x-www-form-urlencoded',
          'text/plain',
          'multipart/form-data; boundary=x',
        ]) {
          const response = await glowy.merchant.fetch(`${filled(path)}.data`, {
            method: 'POST',
            headers: { 'content-type': type },
            body,
          });
          const text = await response.text();
          const about = { path, body: body.slice(0, 30), type };
          expect({
            ...about,
            isBroken: response.status >= 500,
            isDone: /"ok",true/.test(text),
          }).toEqual({ ...about, isBroken: false, isDone: false });
        }
      }
    }
  });
});

describe('hostile texts in addresses', () => {
  const NAMES = [
    'q',
    'period',
    'from',
    'to',
    'model',
    'sort',
    'dir',
    'page',
    'status',
    'tier',
    'platform',
    'only',
    'influencer',
    'collaboration',
    'id',
    'ids',
    'percentBp',
    'codeTemplate',
    'codePrefix',
    'source',
    'content',
  ];

  it('break no screen and find nothing', async () => {
    const routes = appRoutes().filter(({ path, hasLoader }) => hasLoader && !path.includes(':id'));
    for (const { path } of routes) {
      for (const [kind, text] of Object.entries(HOSTILE)) {
        const query = new URLSearchParams(NAMES.map((name) => [name, text.slice(0, 500)]));
        const address = `${path.replace(':table', 'orders').replace('*', 'x')}?${query}`;
        const { status } = await glowy.merchant.fetch(address.replace('?', '.data?'));
        expect({ path, kind, isBroken: status >= 500 }).toEqual({ path, kind, isBroken: false });
      }
    }
  });

  it('break no screen where an id belongs', async () => {
    const routes = appRoutes().filter(
      ({ path, hasLoader }) => hasLoader && /:(id|table)/.test(path),
    );
    for (const { path } of routes) {
      for (const [kind, text] of Object.entries(HOSTILE)) {
        const id = encodeURIComponent(text.slice(0, 300).toWellFormed());
        const { status } = await glowy.merchant.fetch(`${path.replace(/:(id|table)/, id)}.data`);
        expect({
          path,
          kind,
          isBroken: status >= 500 || (status === 200 && !path.endsWith('/codes')),
        }).toEqual({ path, kind, isBroken: false });
      }
    }
  });
});
