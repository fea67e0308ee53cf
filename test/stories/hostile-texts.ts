/** Texts that break what is careless: pages, queries, tables, spreadsheets, terminals. */
export const HOSTILE: Readonly<Record<string, string>> = {
  script: '<script>alert(1)</script>',
  'closed attribute': `"'><img src=x onerror=alert(1)>`,
  'end of script': '</script><svg onload=alert(1)>',
  'right to left': '\u202Eenoj\u202C ‏ינואל',
  'zero width': 'Ja\u200Bne\u200D\uFEFF',
  'ten thousand characters': 'x'.repeat(10_000),
  query: "Jane'); drop table influencer; --",
  'zero byte': 'Ja\u0000ne',
  'half a character': 'Ja\uD83Dne',
  emoji: '👩🏽‍🚀🧴',
  formula: '=HYPERLINK("http://evil.example","Jane")',
  'other formulas': '@SUM(1+1)*cmd|A0',
  template: '{{7*7}}{FIRSTNAME}%s%n#{7*7}',
  path: '../../../etc/passwd',
  lines: 'Jane\r\nSet-Cookie: a=b\u2028',
  markdown: '[Jane](javascript:alert(1))',
  number: '-1e309',
  nothing: '   ',
};

/** `form` with each of its texts, however deep, replaced by each hostile text in turn. */
export function* spoilt(
  form: Readonly<Record<string, unknown>>,
): Generator<{ field: string; kind: string; text: string; body: unknown }> {
  for (const field of textsOf(form)) {
    for (const [kind, text] of Object.entries(HOSTILE)) {
      yield { field: field.join('.'), kind, text, body: replaced(form, field, text) };
    }
  }
}

function* textsOf(value: unknown, path: string[] = []): Generator<string[]> {
  if (typeof value === 'string') yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, entry] of Object.entries(value)) yield* textsOf(entry, [...path, key]);
}

function replaced(value: unknown, [key, ...rest]: readonly string[], text: string): unknown {
  if (key === undefined) return text;
  if (Array.isArray(value)) {
    return value.map((entry, place) =>
      String(place) === key ? replaced(entry, rest, text) : entry,
    );
  }
  const record = value as Record<string, unknown>;
  return { ...record, [key]: replaced(record[key], rest, text) };
}
