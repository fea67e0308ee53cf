import { AppError } from '../app-error.ts';

/** Something in the file that cannot be used, with its line counted from 1. */
export function lineError(line: number, problem: string): AppError {
  return new AppError('invalid_input', `Line ${line}: ${problem}`, { details: { line } });
}

function quoted(cell: string): string {
  return `“${cell.length > 40 ? `${cell.slice(0, 40)}…` : cell}”`;
}

const DECIMAL = /^\+?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * A number of at least 0, with a point and perhaps an exponent, as spreadsheets and R write them.
 * @throws AppError invalid_input with the line
 */
export function readAmount(cell: string, column: string, line: number): number {
  const text = cell.trim();
  const amount = Number(text);
  if (DECIMAL.test(text) && Number.isFinite(amount)) return amount;
  if (/^-[\d.]/.test(text)) throw lineError(line, `${column} is negative: ${quoted(text)}.`);
  throw lineError(line, `${column} is not a number: ${quoted(text)}.`);
}

/** The same, where an empty cell and a column that is not there mean 0. */
export function readOptionalAmount(cell: string | undefined, column: string, line: number): number {
  return cell === undefined || cell.trim() === '' ? 0 : readAmount(cell, column, line);
}

const YES = /^(?:1|true|yes|t|y)$/i;
const NO = /^(?:0|false|no|f|n|)$/i;

/** @throws AppError invalid_input with the line */
export function readFlag(cell: string, column: string, line: number): boolean {
  const text = cell.trim();
  if (YES.test(text)) return true;
  if (NO.test(text)) return false;
  throw lineError(line, `${column} is neither 1 nor 0: ${quoted(text)}.`);
}

/** @throws AppError invalid_input with the line when the cell is blank */
export function readName(cell: string, column: string, line: number): string {
  const text = cell.trim();
  if (text === '') throw lineError(line, `${column} is empty.`);
  return text;
}

const INSTANT =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?\s*(Z|[+-]\d\d:?\d\d|UTC)?)?$/i;

/**
 * Milliseconds since 1970 of an ISO 8601 instant: a day, or a day and a time with a T or a space, down to
 * fractions of a second. UTC unless it says otherwise; a day alone is its midnight.
 * @throws AppError invalid_input with the line
 */
export function readInstant(cell: string, column: string, line: number): number {
  const text = cell.trim();
  const match = INSTANT.exec(text);
  const field = (at: number) => Number(match?.[at] ?? 0);
  const [year, month, day, hour] = [field(1), field(2), field(3), field(4)];
  const midnight = Date.UTC(year, month - 1, day);
  const exists = new Date(midnight).getUTCDate() === day && month >= 1 && month <= 12;
  if (!match || !exists || hour > 23 || field(5) > 59 || field(6) > 59) {
    throw lineError(line, `${column} is not a time like 2026-01-31T12:00:00Z: ${quoted(text)}.`);
  }
  const seconds = hour * 3600 + field(5) * 60 + field(6) + field(7);
  return midnight + seconds * 1000 - offsetMinutes(match[8]) * 60_000;
}

function offsetMinutes(zone: string | undefined): number {
  if (zone === undefined || !/^[+-]/.test(zone)) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}
