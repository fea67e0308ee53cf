import type { Tx } from '#app/db/client.server.ts';
import * as embed from '#app/db/embed-store.server.ts';
import * as launches from '#app/db/launch-check-store.server.ts';
import * as letters from '#app/db/letter-store.server.ts';
import type { Call, Keys } from './store-calls.ts';

const AT = new Date('2026-01-01T00:00:00Z');
const TO = 'jane@example.com';
const CONTENT = { subject: 'S', text: 'T', html: '<p>T</p>', qr: null };
const SEEN = { state: 'on' as const, note: 'seen', at: AT };

/** A letter and a check of the same collaboration in every shop; the letter is known by the collaboration's id. */
export async function plantLaunch(tx: Tx, shopId: number, keys: Keys): Promise<void> {
  const { collaborationId } = keys;
  await embed.recordEmbed(tx, shopId, SEEN);
  await launches.putLaunchCheck(tx, shopId, collaborationId, {
    ranAt: AT,
    passed: true,
    results: [],
  });
  await letters.insertLetter(tx, shopId, {
    id: collaborationId,
    collaborationId,
    recipient: TO,
    content: CONTENT,
  });
}

/** Every function of the stores of launch checks, letters and embeds, called with somebody's keys. */
export const LAUNCH_CALLS: Record<string, { module: object; calls: Record<string, Call> }> = {
  embed: {
    module: embed,
    calls: {
      // A shop's one row, which nobody's keys lead to; `plantLaunch` has called it.
      recordEmbed: async () => undefined,
      // Asks for all shops, as a schedule does.
      shopsToLookAt: async () => undefined,
    },
  },
  launches: {
    module: launches,
    calls: {
      putLaunchCheck: (tx, shop, k) =>
        launches.putLaunchCheck(tx, shop, k.collaborationId, {
          ranAt: AT,
          passed: false,
          results: [],
        }),
      findLaunchCheck: (tx, shop, k) => launches.findLaunchCheck(tx, shop, k.collaborationId),
      launchesOfCampaign: async (tx, shop, k) => [
        ...(await launches.launchesOfCampaign(tx, shop, k.campaignId)).keys(),
      ],
    },
  },
  letters: {
    module: letters,
    calls: {
      // A new row of its own; that the collaboration is the shop's is the flow's to check.
      insertLetter: async () => undefined,
      findLetter: (tx, shop, k) => letters.findLetter(tx, shop, k.collaborationId),
      listLetters: (tx, shop, k) => letters.listLetters(tx, shop, k.collaborationId, 5),
      hasWaitingLetter: (tx, shop, k) => letters.hasWaitingLetter(tx, shop, k.collaborationId, TO),
      moveLetter: (tx, shop, k) =>
        letters.moveLetter(tx, shop, k.collaborationId, 'intended', { state: 'sent', sentAt: AT }),
    },
  },
};
