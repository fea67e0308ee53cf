import { createClock } from './clock.ts';
import type { AppRegistration, Clock, World } from './world.ts';

/** Above 2^53: a client that reads ids as JavaScript numbers loses digits and is found out. */
const FIRST_ID = 9_107_199_254_741_001n;

/** An empty world: one registered app, no shops. */
export function createWorld(options: { app: AppRegistration; clock?: Clock }): World {
  let lastId = FIRST_ID;
  return {
    app: options.app,
    clock: options.clock ?? createClock(),
    shops: new Map(),
    origin: 'http://localhost',
    listeners: new Set(),
    nextId() {
      lastId += 1n;
      return lastId;
    },
  };
}
