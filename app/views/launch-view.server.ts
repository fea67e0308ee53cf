import { prisma } from '#app/db/client.server.ts';
import { findLaunchCheck } from '#app/db/launch-check-store.server.ts';
import { type LetterRow, type LetterState, listLetters } from '#app/db/letter-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { LAUNCH_CHECK_LABEL, type LaunchResult } from '#app/domain/launch-check.ts';
import { environment } from '#app/platform/environment.server.ts';
import { embedEditorUrl } from './listener-shown.ts';
import { type ShownInstant, shownInstant } from './shown.ts';

export type ShownLaunchResult = LaunchResult & { readonly label: string };

/** One letter and what became of it, in a sentence. */
export type ShownLetter = {
  readonly id: string;
  readonly tone: 'success' | 'critical' | 'caution' | 'subdued';
  readonly sentence: string;
};

export type LaunchView = {
  /** The latest check, null when there was none. */
  readonly check: {
    readonly ranAt: ShownInstant;
    readonly passed: boolean;
    readonly results: readonly ShownLaunchResult[];
  } | null;
  /** Where in the admin the embed is switched on. */
  readonly embedUrl: string;
  /** The latest, newest first. */
  readonly letters: readonly ShownLetter[];
  /** True while a letter is on its way. */
  readonly isSending: boolean;
};

const LETTERS = 3;
/** A letter that the mail server has not confirmed after this long will not be confirmed any more. */
const CONFIRMED_WITHIN_MS = 2 * 60_000;

/** What is known of a collaboration's launch. */
export async function launchView(
  shop: ShopRow,
  collaborationId: string,
  now: Date = new Date(),
): Promise<LaunchView> {
  const [check, letters] = await Promise.all([
    findLaunchCheck(prisma(), shop.id, collaborationId),
    listLetters(prisma(), shop.id, collaborationId, LETTERS),
  ]);
  return {
    check: check && {
      ranAt: shownInstant(check.ranAt, shop.timeZone),
      passed: check.passed,
      results: check.results.map((result) => ({
        ...result,
        label: LAUNCH_CHECK_LABEL[result.check],
      })),
    },
    embedUrl: embedEditorUrl(environment().SHOPIFY_API_KEY),
    letters: letters.map((letter) => shownLetter(letter, shop, now)),
    isSending: letters.some((letter) => isUnderway(letter, now)),
  };
}

function isUnderway({ state, createdAt }: LetterRow, now: Date): boolean {
  const isRecent = now.getTime() - createdAt.getTime() < CONFIRMED_WITHIN_MS;
  return isRecent && (state === 'intended' || state === 'sending');
}

/** What became of a letter. */
export function shownLetter(
  letter: LetterRow,
  { timeZone }: Pick<ShopRow, 'timeZone'>,
  now: Date,
): ShownLetter {
  const { id, recipient, createdAt, sentAt, errorMessage } = letter;
  const at = shownInstant(sentAt ?? createdAt, timeZone).text;
  const why = errorMessage ? ` (${errorMessage})` : '';
  const sentences: Readonly<Record<LetterState, Omit<ShownLetter, 'id'>>> = {
    intended: {
      tone: 'subdued',
      sentence: errorMessage
        ? `The brief to ${recipient} waits for the mail server${why}. It is tried for two hours.`
        : `The brief to ${recipient} is on its way.`,
    },
    sending: isUnderway(letter, now)
      ? { tone: 'subdued', sentence: `The brief to ${recipient} is being sent.` }
      : {
          tone: 'caution',
          sentence: `The brief to ${recipient} of ${at} may or may not have arrived: the mail server never confirmed it${why}. Ask her before you send another.`,
        },
    sent: { tone: 'success', sentence: `Brief sent ${at} to ${recipient}.` },
    failed: {
      tone: 'critical',
      sentence: `The brief to ${recipient} of ${at} could not be sent${why}.`,
    },
  };
  return { id, ...sentences[letter.state] };
}
