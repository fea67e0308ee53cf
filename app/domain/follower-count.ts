const UNITS: Readonly<Record<string, number>> = { '': 0, k: 3, m: 6, b: 9 };

/**
 * Followers as people write them: 12500, "1,200,000", "1.200.000", "12.5k", "1,2M" → a whole number (what a
 * fraction of a follower leaves over is dropped). Null when it cannot be read; never negative.
 */
export function parseFollowerCount(text: string): number | null {
  const written = text.trim().toLowerCase();
  if (/^\d{1,3}([,.'’\s])\d{3}(?:\1\d{3})*$/.test(written)) {
    return Number(written.replace(/\D/g, ''));
  }
  const match = /^(\d{1,15})(?:[.,](\d+))?\s*([kmb]?)$/.exec(written);
  if (!match) return null;
  const [, whole = '', fraction = '', unit = ''] = match;
  const places = UNITS[unit] ?? 0;
  if (unit === '' && fraction !== '') return null;
  const count = Number(whole + fraction.slice(0, places).padEnd(places, '0'));
  return Number.isSafeInteger(count) ? count : null;
}
