import type { Figure, Reading, Report } from './report.ts';

/** The report as lines for a person. */
export function reportTable({ bench, machine, figures, readings }: Report): string {
  const rows = [
    ...figures.map((figure) => [...cells(figure), judgement(figure)]),
    ...readings.map((reading) => [...cells(reading), '']),
  ];
  const widths = [0, 1, 2, 3].map((place) =>
    Math.max(...rows.map((row) => row[place]?.length ?? 0)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, place) => cell.padEnd(widths[place] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const about = `${machine.cpus} × ${machine.model}, Node ${machine.node}, PostgreSQL ${machine.postgres}`;
  return [`${bench}: ${about}`, ...lines].join('\n');
}

function cells({ name, value, unit, spread: [least, most] }: Reading): string[] {
  return [name, `${value} ${unit}`, `(${least} to ${most})`];
}

function judgement({ better, target, ok }: Figure): string {
  const wanted = better === 'higher' ? `at least ${target}` : `below ${target}`;
  return `${ok ? 'reached' : 'MISSED'}, ${wanted}`;
}
