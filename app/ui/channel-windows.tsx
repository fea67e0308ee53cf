import { BlockStack, Button, InlineStack, Select, TextField } from '@shopify/polaris';
import { CHANNEL_LABEL, CHANNELS } from '#app/domain/channel.ts';
import type { AttributionInput } from './attribution-input.ts';

type Windows = AttributionInput['channelDays'];
type Props = {
  windows: Windows;
  onChange: (windows: Windows) => void;
  error: (name: string) => string | false;
};

/** Channels with a window of their own; all others have the window for other channels. */
export function ChannelWindows({ windows, onChange, error }: Props) {
  const free = CHANNELS.filter(
    (name) => name !== 'influencer' && !windows.some(({ channel }) => channel === name),
  );
  return (
    <BlockStack gap="300">
      {windows.map(({ channel, days }) => (
        <InlineStack key={channel} gap="200" blockAlign="end">
          <TextField
            label={`Window for ${labelOf(channel)}`}
            suffix="days"
            inputMode="numeric"
            value={days}
            onChange={(value) =>
              onChange(
                windows.map((one) => (one.channel === channel ? { channel, days: value } : one)),
              )
            }
            error={error(`windows.channelDays.${channel}`)}
            autoComplete="off"
          />
          <Button
            onClick={() => onChange(windows.filter((one) => one.channel !== channel))}
            accessibilityLabel={`Remove the window for ${labelOf(channel)}`}
          >
            Remove
          </Button>
        </InlineStack>
      ))}
      {free.length > 0 && (
        <Select
          label="Add a window for a channel"
          placeholder="Choose a channel"
          options={free.map((value) => ({ value, label: CHANNEL_LABEL[value] }))}
          value=""
          onChange={(channel) => onChange([...windows, { channel, days: '30' }])}
        />
      )}
    </BlockStack>
  );
}

function labelOf(channel: string): string {
  const known = CHANNELS.find((name) => name === channel);
  return known ? CHANNEL_LABEL[known] : channel;
}
