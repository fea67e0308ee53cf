import { describe, expect, it } from 'vitest';
import { groupCommit } from '#app/flow/intake/group-commit.server.ts';

class Fault extends Error {}

/** A store that keeps what it is given, and fails as it is told to. */
function keeper(limits: { items?: number; bytes?: number; waitingBytes?: number } = {}) {
  const groups: string[][] = [];
  let fail: (items: readonly string[]) => Error | null = () => null;
  const write = groupCommit<string>({
    async write(items) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      const fault = fail(items);
      if (fault) throw fault;
      groups.push([...items]);
    },
    bytesOf: (item) => item.length,
    isItsOwnFault: (cause) => cause instanceof Fault,
    limits: { items: 100, bytes: 1000, waitingBytes: 10_000, ...limits },
  });
  const failWith = (rule: typeof fail) => {
    fail = rule;
  };
  return { groups, write, failWith };
}

const settled = async (writes: Promise<void>[]) =>
  (await Promise.allSettled(writes)).map(({ status }) => status);

describe('group commit', () => {
  it('writes together what arrives while a write is under way, in order', async () => {
    const { groups, write } = keeper();
    const first = ['a', 'b'].map(write);
    await new Promise((resolve) => setImmediate(resolve));
    const later = ['c', 'd', 'e'].map(write);
    await Promise.all([...first, ...later]);
    expect(groups).toEqual([
      ['a', 'b'],
      ['c', 'd', 'e'],
    ]);
    await write('f');
    expect(groups.at(-1)).toEqual(['f']);
  });

  it('keeps each write within its bounds, but takes an item that alone is over them', async () => {
    const { groups, write } = keeper({ items: 3, bytes: 10 });
    await Promise.all(['1', '2', '3', '4', 'x'.repeat(9), 'y'.repeat(50), 'z'].map(write));
    expect(groups.map((group) => group.map(({ length }) => length))).toEqual([
      [1, 1, 1],
      [1, 9],
      [50],
      [1],
    ]);
  });

  it('does not let a bad item take the others along', async () => {
    const { groups, write, failWith } = keeper();
    failWith((items) => (items.includes('bad') ? new Fault() : null));
    expect(await settled(['a', 'bad', 'b'].map(write))).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(groups).toEqual([['a'], ['b']]);
  });

  it('fails all at once when the store is away, and works again afterwards', async () => {
    const { groups, write, failWith } = keeper();
    let writes = 0;
    failWith(() => {
      writes += 1;
      return new Error('away');
    });
    expect(await settled(['a', 'b', 'c'].map(write))).toEqual(['rejected', 'rejected', 'rejected']);
    expect(writes).toBe(1);
    failWith(() => null);
    await write('d');
    expect(groups).toEqual([['d']]);
  });

  it('refuses more than it can hold', async () => {
    const { write } = keeper({ waitingBytes: 10 });
    expect(await settled(['x'.repeat(8), 'y'.repeat(8), 'z'].map(write))).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });
});
