import '@shopify/polaris-viz/build/esm/styles.css';
import { LineChart, PolarisVizProvider } from '@shopify/polaris-viz';
import type { SeriesDay } from '#app/views/day-series.ts';
import { formatAmount } from './amount.tsx';

export type ChartKind = 'daily' | 'running';

type Props = { series: readonly SeriesDay[]; kind: ChartKind; currency: string };

/** The drawing of a chart; its figures as text are in the table beside it. Only drawn in the browser. */
export default function RevenueLines({ series, kind, currency }: Props) {
  const digits = series[0]?.revenue.amount.split('.')[1]?.length ?? 0;
  const text = (value: string | number | null) =>
    formatAmount({ amount: Number(value ?? 0).toFixed(digits), currency });
  return (
    <PolarisVizProvider>
      <LineChart
        data={linesOf(series, kind)}
        theme="Light"
        skipLinkText="Skip the chart"
        xAxisOptions={{ labelFormatter: (value) => String(value ?? '') }}
        yAxisOptions={{ labelFormatter: text }}
        tooltipOptions={{ valueFormatter: text }}
      />
    </PolarisVizProvider>
  );
}

// Floats are good enough for the place of a pixel; no figure is made of them.
function linesOf(series: readonly SeriesDay[], kind: ChartKind) {
  const line = (name: string, read: (day: SeriesDay) => string | undefined) => ({
    name,
    data: series.map((day) => ({ key: day.dayText, value: Number(read(day) ?? 0) })),
  });
  if (kind === 'running') {
    return [
      line('Revenue so far', (day) => day.revenueSoFar.amount),
      line('Cost so far', (day) => day.costSoFar.amount),
    ];
  }
  return [
    line('Revenue', (day) => day.revenue.amount),
    { ...line('Previous period', (day) => day.previousRevenue?.amount), isComparison: true },
  ];
}
