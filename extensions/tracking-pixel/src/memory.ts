import type { AsyncStorage, Sandbox } from './sandbox.ts';

/** A storage that may be full, forbidden or gone: then it is empty, and forgets. */
export type Memory = {
  read(key: string): Promise<string | null>;
  write(key: string, value: string): Promise<void>;
  forget(key: string): Promise<void>;
};

export function memoryOf(storage: AsyncStorage): Memory {
  return {
    async read(key) {
      try {
        return (await storage.getItem(key)) || null;
      } catch {
        return null;
      }
    },
    async write(key, value) {
      try {
        await storage.setItem(key, value);
      } catch {
        // A browser that keeps nothing still counts while its page is open.
      }
    },
    async forget(key) {
      try {
        await storage.removeItem(key);
      } catch {
        // What cannot be reached cannot be read later either.
      }
    },
  };
}

export type Memories = { readonly lasting: Memory; readonly tab: Memory };

export function memoriesOf({ browser }: Sandbox): Memories {
  return { lasting: memoryOf(browser.localStorage), tab: memoryOf(browser.sessionStorage) };
}
