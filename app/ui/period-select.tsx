import { Button, Select, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import type { PeriodChoice, ShownPeriod } from '#app/views/report-query.ts';
import { useListParams } from './use-list-params.ts';

const PERIOD_LABEL: Readonly<Record<PeriodChoice, string>> = {
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  '120d': 'Last 120 days',
  month: 'This month',
  custom: 'Custom',
};

const PERIODS = Object.entries(PERIOD_LABEL).map(([value, label]) => ({ value, label }));

type Props = { period: ShownPeriod };

/** The period of a report, in the address: one with a name, or two days. Stands in a row with other controls. */
export function PeriodSelect({ period }: Props) {
  const { change } = useListParams();
  const [isCustom, setIsCustom] = useState(period.choice === 'custom');
  useEffect(() => setIsCustom(period.choice === 'custom'), [period.choice]);
  const pick = (value: string) => {
    setIsCustom(value === 'custom');
    if (value !== 'custom') change({ period: value, from: null, to: null });
  };
  return (
    <>
      <Select
        label="Period"
        options={PERIODS}
        value={isCustom ? 'custom' : period.choice}
        onChange={pick}
      />
      {isCustom && <CustomPeriod period={period} />}
    </>
  );
}

function CustomPeriod({ period }: Props) {
  const { change } = useListParams();
  const [from, setFrom] = useState(period.from);
  const [to, setTo] = useState(period.to);
  const isWrong = from !== '' && to !== '' && from > to;
  return (
    <>
      <TextField label="From" type="date" value={from} onChange={setFrom} autoComplete="off" />
      <TextField
        label="To"
        type="date"
        value={to}
        onChange={setTo}
        autoComplete="off"
        error={isWrong ? 'Choose a day after the first one.' : false}
      />
      <Button
        disabled={isWrong || from === '' || to === ''}
        onClick={() => change({ period: 'custom', from, to })}
      >
        Show
      </Button>
    </>
  );
}
