import { AppError } from '../app-error.ts';

/** The models whose weights follow from one journey alone. */
export const HEURISTIC_MODELS = [
  'first',
  'last',
  'last_non_direct',
  'linear',
  'position',
  'time_decay',
] as const;
export type HeuristicModel = (typeof HEURISTIC_MODELS)[number];

/** What a merchant may turn: per cent of the ends of a journey, and days until a contact weighs half. */
export type HeuristicSettings = {
  readonly firstPercent: number;
  readonly lastPercent: number;
  readonly halfLifeDays: number;
};

/** 40/20/40 and seven days: the values most analytics tools ship, and what the field compares with. */
export const DEFAULT_HEURISTIC_SETTINGS: HeuristicSettings = {
  firstPercent: 40,
  lastPercent: 40,
  halfLifeDays: 7,
};

/**
 * Percentages are at least 0 and together at most 100, the half-life is a finite number of days above 0.
 * @throws AppError invalid_input
 */
export function checkHeuristicSettings(settings: HeuristicSettings): void {
  const { firstPercent, lastPercent, halfLifeDays } = settings;
  const ends = firstPercent + lastPercent;
  if (!(firstPercent >= 0 && lastPercent >= 0 && ends <= 100)) {
    throw new AppError(
      'invalid_input',
      'The first and the last contact can weigh 0 to 100 % together.',
    );
  }
  if (!(halfLifeDays > 0 && Number.isFinite(halfLifeDays))) {
    throw new AppError('invalid_input', 'The half-life must be a number of days above 0.');
  }
}
