import { Button, Checkbox, InlineStack, Tag, TextField } from '@shopify/polaris';
import type { OrderListView } from '#app/views/order-list-view.server.ts';
import { ModelSelect } from './report-controls.tsx';
import { useDebounced } from './use-debounced.ts';
import { useListParams } from './use-list-params.ts';

/** Search, the influencer a list is about, and the model; all in the address. */
export function OrderFilters({ view }: { view: OrderListView }) {
  const { change } = useListParams();
  const [search, type] = useDebounced(view.search, (text) => change({ q: text }));
  return (
    <InlineStack gap="300" blockAlign="end">
      <div style={{ flex: '1 1 16rem' }}>
        <TextField
          label="Search by order or code"
          value={search}
          onChange={type}
          clearButton
          onClearButtonClick={() => change({ q: null })}
          autoComplete="off"
        />
      </div>
      <ModelSelect model={view.model} />
      <Checkbox
        label="Only with influencers"
        checked={view.onlyInfluencers}
        onChange={(on) => change({ only: on ? 'influencers' : null })}
      />
      {view.influencer && (
        <Tag onRemove={() => change({ influencer: null })}>{view.influencer.name}</Tag>
      )}
      {(view.search || view.influencer || view.onlyInfluencers) && (
        <Button variant="plain" onClick={() => change({ q: null, influencer: null, only: null })}>
          Clear all
        </Button>
      )}
    </InlineStack>
  );
}
