/** Runs at most `size` pieces of work at once; the rest starts in the order in which it came. */
export function createSlots(size: number): { run<T>(work: () => Promise<T>): Promise<T> } {
  const waiting: (() => void)[] = [];
  let busy = 0;
  return {
    async run(work) {
      if (busy >= size) await new Promise<void>((resolve) => waiting.push(resolve));
      else busy += 1;
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        // The slot passes on: `busy` stays as it is.
        if (next) next();
        else busy -= 1;
      }
    },
  };
}
