/** Bounds of one write, and of what may wait for the next. */
export type GroupLimits = { items: number; bytes: number; waitingBytes: number };

type Waiting<Item> = {
  item: Item;
  bytes: number;
  resolve: () => void;
  reject: (cause: unknown) => void;
};

/**
 * Many single writes as few: what arrives while a write is under way goes together in the next one.
 * The returned function resolves once its item is written, and rejects when it is not; then the item may be
 * given again. `isItsOwnFault` tells errors that one item causes from those that hit any write: only after the
 * former the items of the failed write are tried one by one, so that a bad one does not take the others along.
 */
export function groupCommit<Item>(options: {
  write(items: readonly Item[]): Promise<void>;
  bytesOf(item: Item): number;
  isItsOwnFault(cause: unknown): boolean;
  limits: GroupLimits;
}): (item: Item) => Promise<void> {
  const { write, bytesOf, isItsOwnFault, limits } = options;
  let waiting: Waiting<Item>[] = [];
  let waitingBytes = 0;
  let isWriting = false;

  function nextGroup(): Waiting<Item>[] {
    let count = 0;
    let bytes = 0;
    for (const { bytes: more } of waiting) {
      if (count > 0 && (count >= limits.items || bytes + more > limits.bytes)) break;
      count += 1;
      bytes += more;
    }
    const group = waiting.slice(0, count);
    waiting = waiting.slice(count);
    waitingBytes -= bytes;
    return group;
  }

  async function writeOne(entry: Waiting<Item>): Promise<void> {
    try {
      await write([entry.item]);
      entry.resolve();
    } catch (cause) {
      entry.reject(cause);
    }
  }

  async function writeGroup(group: Waiting<Item>[]): Promise<void> {
    try {
      await write(group.map(({ item }) => item));
      for (const { resolve } of group) resolve();
    } catch (cause) {
      if (group.length > 1 && isItsOwnFault(cause)) {
        for (const entry of group) await writeOne(entry);
      } else {
        for (const { reject } of group) reject(cause);
      }
    }
  }

  async function writeAll(): Promise<void> {
    isWriting = true;
    // One turn of the event loop, so that requests that came in one packet go in one write.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) await writeGroup(nextGroup());
    isWriting = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      const bytes = bytesOf(item);
      if (waitingBytes + bytes > limits.waitingBytes) {
        reject(new Error('Too much is waiting to be written.'));
        return;
      }
      waiting.push({ item, bytes, resolve, reject });
      waitingBytes += bytes;
      if (!isWriting) void writeAll();
    });
}
