import type { AttributionReport } from './attribution-report.ts';

/** Cells under their headers: the first columns as text, the others as numbers, right-aligned. */
function grid(header: readonly string[], rows: readonly (readonly string[])[], texts = 1): string {
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column < texts ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [header, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n');
}

function creditGrid(report: AttributionReport, column: 'conversions' | 'value'): string {
  const models = Object.entries(report.models);
  const channels = models[0]?.[1].map(({ channel }) => channel) ?? [];
  return grid(
    [column, ...models.map(([model]) => model)],
    channels.map((channel, place) => [
      channel,
      ...models.map(([, credits]) => (credits[place]?.[column] ?? 0).toFixed(2)),
    ]),
  );
}

/** The report for a person: a grid for conversions, one for value, and the rest where it was asked for. */
export function reportText(report: AttributionReport): string {
  const parts = [creditGrid(report, 'conversions'), creditGrid(report, 'value')];
  if (report.removal_effects.length > 0) {
    parts.push(
      grid(
        ['removal effect', 'effect'],
        report.removal_effects.map(({ channel, effect }) => [channel, effect.toFixed(6)]),
      ),
    );
  }
  parts.push(`base probability  ${report.base_probability.toFixed(6)}`);
  for (const [model, intervals] of Object.entries(report.intervals ?? {})) {
    parts.push(
      grid(
        [`${model}: share`, 'share', 'low', 'high'],
        intervals.map(({ channel, share, low, high }) => [
          channel,
          ...[share, low, high].map((part) => part.toFixed(6)),
        ]),
      ),
    );
  }
  if (report.transition_matrix) {
    parts.push(
      grid(
        ['from', 'to', 'probability'],
        report.transition_matrix.map(({ from, to, probability }) => [
          from,
          to,
          probability.toFixed(6),
        ]),
        2,
      ),
    );
  }
  return `${parts.join('\n\n')}\n`;
}
