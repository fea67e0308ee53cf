import { Badge, Card, InlineStack, Link, Text } from '@shopify/polaris';
import type { ShownFreshness } from '#app/views/freshness.ts';
import { counted } from './amount.tsx';

type Props = { freshness: ShownFreshness };

/** One line that says how fresh the figures are and what is not in them yet. */
export function FreshnessNote({ freshness }: Props) {
  const { lastOrder, waiting, parked, ordersDue, upToDate } = freshness;
  return (
    <Card padding="300">
      <InlineStack gap="200" blockAlign="center">
        <Badge tone={upToDate ? 'success' : 'info'}>
          {upToDate ? 'Up to date' : 'Catching up'}
        </Badge>
        <Text as="p">
          <span title={lastOrder?.text}>
            {lastOrder ? `Last order received ${lastOrder.ago}` : 'No order received yet'}
          </span>
          {upToDate ? (lastOrder ? ', all processed.' : '.') : `, ${backlog(waiting, ordersDue)}.`}
        </Text>
        {parked > 0 && (
          <Text as="p">
            <Link url="/app/inbox">{`${counted(parked, 'message')} could not be read`}</Link>
          </Text>
        )}
      </InlineStack>
    </Card>
  );
}

function backlog(waiting: number, ordersDue: number): string {
  const parts = [
    ...(waiting > 0 ? [`${counted(waiting, 'message')} waiting`] : []),
    ...(ordersDue > 0 ? [`${counted(ordersDue, 'order')} being credited`] : []),
  ];
  return parts.join(', ');
}
