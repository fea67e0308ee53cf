import {
  BlockStack,
  Button,
  Card,
  Checkbox,
  InlineError,
  InlineStack,
  Scrollable,
  Text,
  TextField,
} from '@shopify/polaris';
import { useMemo, useState } from 'react';
import { PLATFORM_LABEL } from '#app/domain/platform-name.ts';
import { TIER_LABEL } from '#app/domain/tier.ts';
import type { AddView } from '#app/views/campaign-form-view.server.ts';
import { formatCount } from './amount.tsx';

/** More lines than this help nobody; the search narrows them down. */
const SHOWN = 100;

type Props = {
  influencers: AddView['influencers'];
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
  error: string | false;
};

/** Chooses one or many influencers, by name. */
export function InfluencerPicker({ influencers, chosen, onChange, error }: Props) {
  const [search, setSearch] = useState('');
  const found = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    return influencers.filter(({ name }) => name.toLowerCase().includes(wanted));
  }, [influencers, search]);
  const set = new Set(chosen);
  const toggle = (id: string, on: boolean) =>
    onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id));
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Influencers
          </Text>
          <Text as="span" tone="subdued">
            <span aria-live="polite">{`${formatCount(chosen.length)} chosen`}</span>
          </Text>
        </InlineStack>
        <TextField
          label="Search"
          value={search}
          onChange={setSearch}
          autoComplete="off"
          clearButton
          onClearButtonClick={() => setSearch('')}
        />
        <InlineStack gap="200">
          <Button
            onClick={() => onChange([...new Set([...chosen, ...found.map(({ id }) => id)])])}
            disabled={found.length === 0}
          >
            {`Choose all (${formatCount(found.length)})`}
          </Button>
          <Button onClick={() => onChange([])} disabled={chosen.length === 0}>
            Choose none
          </Button>
        </InlineStack>
        {error && <InlineError fieldID="influencers" message={error} />}
        <Scrollable style={{ maxHeight: 320 }} focusable>
          <BlockStack gap="100">
            {found.slice(0, SHOWN).map(({ id, name, tier, followers, platforms }) => (
              <Checkbox
                key={id}
                label={name}
                helpText={`${TIER_LABEL[tier]}, ${formatCount(followers)} followers, ${
                  platforms.map((platform) => PLATFORM_LABEL[platform]).join(', ') || 'no platform'
                }`}
                checked={set.has(id)}
                onChange={(on) => toggle(id, on)}
              />
            ))}
          </BlockStack>
        </Scrollable>
        {found.length > SHOWN && (
          <Text as="p" tone="subdued">
            {`and ${formatCount(found.length - SHOWN)} more: search to see them`}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}
