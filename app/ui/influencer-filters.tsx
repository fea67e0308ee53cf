import {
  ChoiceList,
  IndexFilters,
  IndexFiltersMode,
  type IndexFiltersProps,
} from '@shopify/polaris';
import { useState } from 'react';
import { INFLUENCER_STATUS_LABEL, INFLUENCER_STATUSES } from '#app/domain/influencer.ts';
import { PLATFORM_LABEL, PLATFORMS } from '#app/domain/platform-name.ts';
import { TIER_LABEL, TIERS } from '#app/domain/tier.ts';
import type { InfluencerListView } from '#app/views/influencer-list-view.server.ts';
import { useDebounced } from './use-debounced.ts';
import { useListParams } from './use-list-params.ts';

const SORTS: NonNullable<IndexFiltersProps['sortOptions']> = [
  { label: 'Name', value: 'name asc', directionLabel: 'A–Z' },
  { label: 'Name', value: 'name desc', directionLabel: 'Z–A' },
  { label: 'Followers', value: 'followers desc', directionLabel: 'Most first' },
  { label: 'Followers', value: 'followers asc', directionLabel: 'Fewest first' },
  { label: 'Revenue', value: 'revenue desc', directionLabel: 'Most first' },
  { label: 'Revenue', value: 'revenue asc', directionLabel: 'Least first' },
  { label: 'Added', value: 'created desc', directionLabel: 'Newest first' },
  { label: 'Added', value: 'created asc', directionLabel: 'Oldest first' },
];

type Choices = readonly { value: string; label: string }[];

const FILTERS: readonly { key: 'status' | 'tier' | 'platform'; label: string; choices: Choices }[] =
  [
    {
      key: 'status',
      label: 'Status',
      choices: INFLUENCER_STATUSES.map((value) => ({
        value,
        label: INFLUENCER_STATUS_LABEL[value],
      })),
    },
    {
      key: 'tier',
      label: 'Tier',
      choices: TIERS.map((value) => ({ value, label: TIER_LABEL[value] })),
    },
    {
      key: 'platform',
      label: 'Platform',
      choices: PLATFORMS.map((value) => ({ value, label: PLATFORM_LABEL[value] })),
    },
  ];

/** Search, filters and order of the list of influencers, all in the address. */
export function InfluencerFilters({ view }: { view: InfluencerListView }) {
  const { change, isLoading } = useListParams();
  const [mode, setMode] = useState(IndexFiltersMode.Filtering);
  const [search, type] = useDebounced(view.search, (text) => change({ q: text }));
  const chosen = { status: view.statuses, tier: view.tiers, platform: view.platforms };
  const clear = (key: string) => change({ [key]: null });

  const applied = FILTERS.filter(({ key }) => chosen[key].length > 0).map(
    ({ key, label, choices }) => ({
      key,
      label: `${label}: ${labelsOf(choices, chosen[key])}`,
      onRemove: () => clear(key),
    }),
  );
  return (
    <IndexFilters
      mode={mode}
      setMode={setMode}
      tabs={[{ id: 'all', content: 'All' }]}
      selected={0}
      canCreateNewView={false}
      autoFocusSearchField={false}
      loading={isLoading}
      queryValue={search}
      queryPlaceholder="Search by name, e-mail, handle or niche"
      onQueryChange={type}
      onQueryClear={() => change({ q: null })}
      cancelAction={{
        onAction: () => change({ q: null, status: null, tier: null, platform: null }),
      }}
      filters={FILTERS.map(({ key, label, choices }) => ({
        key,
        label,
        pinned: true,
        filter: (
          <ChoiceList
            title={label}
            titleHidden
            allowMultiple
            choices={[...choices]}
            selected={[...chosen[key]]}
            onChange={(values) => change({ [key]: values.join(',') })}
          />
        ),
      }))}
      appliedFilters={applied}
      onClearAll={() => change({ q: null, status: null, tier: null, platform: null })}
      sortOptions={SORTS}
      sortSelected={[`${view.sort} ${view.descending ? 'desc' : 'asc'}`]}
      onSort={([sorted = '']) => {
        const [sort = 'name', dir = 'asc'] = sorted.split(' ');
        change({ sort, dir });
      }}
    />
  );
}

function labelsOf(choices: Choices, values: readonly string[]): string {
  return choices
    .filter(({ value }) => values.includes(value))
    .map(({ label }) => label)
    .join(', ');
}
