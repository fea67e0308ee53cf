import {
  BlockStack,
  Button,
  Card,
  FormLayout,
  InlineError,
  InlineStack,
  Select,
  Text,
  TextField,
} from '@shopify/polaris';
import { DeleteIcon, PlusIcon } from '@shopify/polaris-icons';
import { PLATFORM_LABEL, PLATFORMS } from '#app/domain/platform-name.ts';
import type { InfluencerInput } from './influencer-input.ts';

type Account = InfluencerInput['platforms'][number];

const OPTIONS = PLATFORMS.map((value) => ({ value, label: PLATFORM_LABEL[value] }));
const BLANK: Account = { platform: 'instagram', handle: '', followers: '', url: '' };

type Props = {
  platforms: Account[];
  onChange: (platforms: Account[]) => void;
  error: (field: string) => string | false;
};

/** Her accounts, one line each; the largest decides the tier. */
export function PlatformFields({ platforms, onChange, error }: Props) {
  const replace = (at: number, change: Partial<Account>) =>
    onChange(platforms.map((one, place) => (place === at ? { ...one, ...change } : one)));
  const problem = error('platforms');
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingSm">
            Platforms
          </Text>
          <Text as="p" tone="subdued">
            The account with the most followers decides her tier.
          </Text>
        </BlockStack>
        {problem && <InlineError fieldID="platforms" message={problem} />}
        {platforms.map((account, at) => (
          // Lines have no identity of their own: they are only ever told apart by their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above.
          <FormLayout.Group condensed key={at}>
            <Select
              label="Platform"
              options={OPTIONS}
              value={account.platform}
              onChange={(platform) => replace(at, { platform })}
              error={error(`platforms.${at}.platform`)}
            />
            <TextField
              label="Handle"
              prefix="@"
              value={account.handle}
              onChange={(handle) => replace(at, { handle })}
              error={error(`platforms.${at}.handle`)}
              autoComplete="off"
            />
            <TextField
              label="Followers"
              value={account.followers}
              onChange={(followers) => replace(at, { followers })}
              error={error(`platforms.${at}.followers`)}
              placeholder="12.5k"
              inputMode="text"
              autoComplete="off"
            />
            <TextField
              label="Profile link"
              type="url"
              value={account.url}
              onChange={(url) => replace(at, { url })}
              error={error(`platforms.${at}.url`)}
              placeholder="https://"
              autoComplete="off"
              connectedRight={
                <Button
                  icon={DeleteIcon}
                  accessibilityLabel={`Remove platform ${at + 1}`}
                  onClick={() => onChange(platforms.filter((_, place) => place !== at))}
                />
              }
            />
          </FormLayout.Group>
        ))}
        <InlineStack>
          <Button icon={PlusIcon} onClick={() => onChange([...platforms, BLANK])}>
            Add platform
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
