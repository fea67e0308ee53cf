import { Icon, InlineStack, Text } from '@shopify/polaris';
import { ArrowDownIcon, ArrowUpIcon, MinusIcon } from '@shopify/polaris-icons';
import type { Change } from '#app/views/figures.ts';

const ICON = { up: ArrowUpIcon, down: ArrowDownIcon, same: MinusIcon } as const;
const WORD = { up: 'Up', down: 'Down', same: '' } as const;

type Props = { change: Change };

/** How a figure moved: arrow and words, so that it reads without colour. */
export function ChangeNote({ change }: Props) {
  const { direction, text, good } = change;
  const tone = good === null ? 'subdued' : good ? 'success' : 'critical';
  return (
    <InlineStack gap="050" blockAlign="center" wrap={false}>
      <span aria-hidden="true">
        <Icon source={ICON[direction]} tone={tone} />
      </span>
      <Text as="span" tone={tone} variant="bodySm">
        {`${WORD[direction]} ${text}`.trim()}
      </Text>
    </InlineStack>
  );
}
