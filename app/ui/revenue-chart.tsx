import {
  BlockStack,
  Button,
  ButtonGroup,
  Card,
  Collapsible,
  InlineStack,
  Spinner,
  Text,
} from '@shopify/polaris';
import { type ComponentType, useEffect, useId, useState } from 'react';
import type { SeriesDay } from '#app/views/day-series.ts';
import { Amount } from './amount.tsx';
import type { ChartKind } from './revenue-chart.client.tsx';
import { silence } from './silence.ts';

type Lines = ComponentType<{
  series: readonly SeriesDay[];
  kind: ChartKind;
  currency: string;
}>;

/** Kept free from the first paint, so that nothing moves when the chart arrives. */
const HEIGHT = 280;

type Props = { series: readonly SeriesDay[]; currency: string };

/** Revenue by day, or revenue and cost so far, with the same figures as a table. */
export function RevenueChart({ series, currency }: Props) {
  const [kind, setKind] = useState<ChartKind>('daily');
  const [isTable, setIsTable] = useState(false);
  const Drawing = useDrawing();
  const tableId = useId();
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            Over time
          </Text>
          <ButtonGroup variant="segmented">
            <Button pressed={kind === 'daily'} onClick={() => setKind('daily')}>
              By day
            </Button>
            <Button pressed={kind === 'running'} onClick={() => setKind('running')}>
              Running total
            </Button>
          </ButtonGroup>
        </InlineStack>
        <div style={{ height: HEIGHT }}>
          {Drawing ? (
            <div ref={silence} aria-hidden="true" style={{ height: '100%' }}>
              <Drawing series={series} kind={kind} currency={currency} />
            </div>
          ) : (
            <div style={{ display: 'grid', placeItems: 'center', height: '100%' }}>
              <Spinner size="small" accessibilityLabel="Drawing the chart" />
            </div>
          )}
        </div>
        <InlineStack>
          <Button
            variant="plain"
            disclosure={isTable ? 'up' : 'down'}
            ariaExpanded={isTable}
            ariaControls={tableId}
            onClick={() => setIsTable(!isTable)}
          >
            {isTable ? 'Hide the table' : 'Show as a table'}
          </Button>
        </InlineStack>
        <Collapsible id={tableId} open={isTable}>
          {isTable && <SeriesTable series={series} />}
        </Collapsible>
      </BlockStack>
    </Card>
  );
}

/** The chart library is large, so it comes after the page has been painted. */
function useDrawing(): Lines | null {
  const [drawing, setDrawing] = useState<{ Lines: Lines } | null>(null);
  useEffect(() => {
    let isGone = false;
    void import('./revenue-chart.client.tsx').then((module) => {
      if (!isGone) setDrawing({ Lines: module.default });
    });
    return () => {
      isGone = true;
    };
  }, []);
  return drawing?.Lines ?? null;
}

const CELL = { padding: '0.25rem 0.75rem', textAlign: 'end' } as const;
const DAY_CELL = { ...CELL, textAlign: 'start', whiteSpace: 'nowrap' } as const;

function SeriesTable({ series }: { series: readonly SeriesDay[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section style={{ maxHeight: 400, overflow: 'auto' }} tabIndex={0} aria-label="Figures by day">
      <table style={{ borderCollapse: 'collapse', width: '100%' }}>
        <thead>
          <tr>
            <th scope="col" style={DAY_CELL}>
              Day
            </th>
            {['Revenue', 'Previous period', 'Cost', 'Revenue so far', 'Cost so far'].map(
              (title) => (
                <th scope="col" style={CELL} key={title}>
                  {title}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {series.map((day) => (
            <tr key={day.day}>
              <th scope="row" style={{ ...DAY_CELL, fontWeight: 'normal' }}>
                {day.dayText}
              </th>
              <td style={CELL}>
                <Amount value={day.revenue} />
              </td>
              <td style={CELL}>
                <Amount value={day.previousRevenue} />
              </td>
              <td style={CELL}>
                <Amount value={day.cost} />
              </td>
              <td style={CELL}>
                <Amount value={day.revenueSoFar} />
              </td>
              <td style={CELL}>
                <Amount value={day.costSoFar} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
