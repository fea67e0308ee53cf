import {
  Badge,
  type BadgeProps,
  BlockStack,
  Button,
  Card,
  InlineStack,
  Text,
} from '@shopify/polaris';
import type { LaunchView, ShownLaunchResult } from '#app/views/launch-view.server.ts';
import { LaunchBadge } from './badges.tsx';
import { RefusalBanner } from './refusal-banner.tsx';
import { useAnswer } from './use-answer.ts';

const STATE: Readonly<
  Record<ShownLaunchResult['state'], { label: string; tone: NonNullable<BadgeProps['tone']> }>
> = {
  passed: { label: 'Ready', tone: 'success' },
  failed: { label: 'Not ready', tone: 'critical' },
  warning: { label: 'Look at this', tone: 'attention' },
  skipped: { label: 'Not tried', tone: 'read-only' },
};

/** In this order: what stands in the way first. */
const ORDER: readonly ShownLaunchResult['state'][] = ['failed', 'warning', 'skipped', 'passed'];

type Props = { collaborationId: string; launch: LaunchView };

/** Whether everything is ready for her first post, what is not and how it is put right. */
export function LaunchCheckCard({ collaborationId, launch: { check, embedUrl } }: Props) {
  const { send, isBusy, refusal } = useAnswer<{ done: string }>({ toast: ({ done }) => done });
  const ask = (intent: string) => send({ intent }, `/app/collaborations/${collaborationId}/launch`);
  const results = ORDER.flatMap((state) =>
    (check?.results ?? []).filter((one) => one.state === state),
  );
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" align="space-between" blockAlign="center">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h2" variant="headingMd">
              Ready to launch?
            </Text>
            {check && <LaunchBadge isReady={check.passed} />}
          </InlineStack>
          <Button onClick={() => ask('check')} loading={isBusy}>
            {check ? 'Check again' : 'Check now'}
          </Button>
        </InlineStack>
        <RefusalBanner refusal={refusal} />
        <Text as="p" tone="subdued">
          {check
            ? `Last checked ${check.ranAt.text}.`
            : 'Tries her code, page and links the way a follower would, and a trial order. Nothing of it counts.'}
        </Text>
        {results.map((result) => (
          <BlockStack key={result.check} gap="050" inlineAlign="start">
            <InlineStack gap="200" blockAlign="center">
              <Badge tone={STATE[result.state].tone}>{STATE[result.state].label}</Badge>
              <Text as="h3" variant="bodyMd" fontWeight="medium">
                {result.label}
              </Text>
            </InlineStack>
            <Text as="p" tone="subdued" breakWord>
              {result.reason}
            </Text>
            <RepairButton result={result} embedUrl={embedUrl} isBusy={isBusy} onAsk={ask} />
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}

function RepairButton(props: {
  result: ShownLaunchResult;
  embedUrl: string;
  isBusy: boolean;
  onAsk: (intent: string) => void;
}) {
  const { result, embedUrl, isBusy, onAsk } = props;
  switch (result.repair) {
    case 'embed':
      return (
        <Button url={embedUrl} target="_top">
          Open theme editor
        </Button>
      );
    case 'pixel':
      return (
        <Button disabled={isBusy} onClick={() => onAsk('repair-pixel')}>
          Install pixel
        </Button>
      );
    case 'objects':
      return (
        <Button
          disabled={isBusy}
          onClick={() => onAsk('repair')}
          accessibilityLabel={`Repair: ${result.label}`}
        >
          Repair
        </Button>
      );
    default:
      return null;
  }
}
