import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startPixel } from '#extensions/tracking-pixel/src/pixel.ts';
import { MOST_BYTES } from '#extensions/tracking-pixel/src/wire.ts';
import { pageViewed, productViewed } from './customer-events.ts';
import { type FakeBrowser, fakeBrowser, fakeDoor, fakePage } from './fake-sandbox.ts';

let browser: FakeBrowser;
let door: ReturnType<typeof fakeDoor>;

beforeEach(() => {
  vi.useFakeTimers();
  browser = fakeBrowser();
  door = fakeDoor();
  vi.stubGlobal('fetch', door.fetch);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function open() {
  const page = fakePage(browser);
  startPixel(page.sandbox);
  return page;
}

const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const sentIds = () => door.posts.map(({ batch }) => batch.events.map(({ id }) => id));

describe('batches', () => {
  it('gather what happens within a moment', async () => {
    const page = open();
    page.publish(productViewed({ id: 'a' }));
    await wait(100);
    page.publish(productViewed({ id: 'b' }));
    await wait(300);
    page.publish(productViewed({ id: 'c' }));
    await wait(300);
    expect(sentIds()).toEqual([['a', 'b'], ['c']]);
  });

  it('hold at most 50 events and 64 kB, in order, none twice', async () => {
    const page = open();
    const query = `utm_source=${'ü'.repeat(255)}&utm_campaign=${'c'.repeat(255)}`;
    const href = `https://glowy.example/p?${query}`;
    for (let place = 0; place < 120; place += 1) {
      page.publish(productViewed({ id: `${place}`, href }));
    }
    page.publish(productViewed({ id: '119', href }));
    await wait(1_000);
    const bodies = door.posts.map(({ init }) => new TextEncoder().encode(String(init.body)).length);
    expect(Math.max(...bodies)).toBeLessThanOrEqual(MOST_BYTES);
    expect(Math.max(...sentIds().map((ids) => ids.length))).toBeLessThanOrEqual(50);
    expect(sentIds().flat()).toEqual(Array.from({ length: 120 }, (_, place) => `${place}`));
  });
});

describe('a post that fails', () => {
  it.each([503, 429, 408, 'broken'] as const)(
    'with %s is tried six times, ever more seldom, and given up',
    async (answer) => {
      door.answer = answer;
      open().publish(productViewed({ id: 'a' }));
      await wait(300);
      const tried = [door.posts.length];
      for (const pause of [1_000, 2_000, 4_000, 8_000, 16_000, 600_000]) {
        await wait(pause);
        tried.push(door.posts.length);
      }
      expect(tried).toEqual([1, 2, 3, 4, 5, 6, 6]);
      expect(browser.session.has('_trb_q')).toBe(false);
    },
  );

  it('goes through later, with what happened meanwhile, and is not hurried by it', async () => {
    door.answer = 503;
    const page = open();
    page.publish(productViewed({ id: 'a' }));
    await wait(300);
    page.publish(pageViewed({ id: 'b' }));
    await wait(900);
    expect(door.posts).toHaveLength(1);
    door.answer = 204;
    await wait(400);
    expect(sentIds()).toEqual([['a'], ['a', 'b']]);
    await wait(60_000);
    expect(door.posts).toHaveLength(2);
  });

  it.each([400, 404, 413])('with %i is the app’s last word', async (status) => {
    door.answer = status;
    open().publish(productViewed());
    await wait(60_000);
    expect(door.posts).toHaveLength(1);
  });

  it('is taken up by the next page of the tab, and its tries are counted on', async () => {
    door.answer = 'broken';
    const left = open();
    left.publish(pageViewed({ id: 'a' }));
    await wait(3_100);
    expect(door.posts).toHaveLength(3);
    vi.clearAllTimers();
    door.answer = 503;
    open().publish(pageViewed({ id: 'same visit' }));
    await wait(600_000);
    expect(sentIds()).toEqual(Array.from({ length: 6 }, () => ['a']));
  });
});

it('what was not sent before the page was left is sent by the next one', async () => {
  const left = open();
  left.publish(productViewed({ id: 'a' }));
  await wait(50);
  vi.clearAllTimers();
  open().publish(productViewed({ id: 'b' }));
  await wait(300);
  expect(sentIds()).toEqual([['a', 'b']]);
});

it.each(['{', '{"tries":"x","events":[]}', '{"tries":0,"events":{}}', '{"tries":0,"events":[{}]}'])(
  'a kept outbox that is %s is an empty one',
  async (kept) => {
    browser.session.set('_trb_q', kept);
    open().publish(productViewed({ id: 'a' }));
    await wait(300);
    expect(sentIds()).toEqual([['a']]);
  },
);
