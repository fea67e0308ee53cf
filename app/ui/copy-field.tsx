import { useAppBridge } from '@shopify/app-bridge-react';
import { BlockStack, Box, Button, InlineStack, Text } from '@shopify/polaris';
import { ClipboardIcon } from '@shopify/polaris-icons';
import { useRef } from 'react';

type Props = { label: string; value: string; hint?: string };

/** Addresses are for the clipboard; as much of them is shown as tells them apart. */
const ONE_LINE = {
  display: 'block',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  fontSize: '0.8125rem',
} as const;

/** A text to hand on, with a button that copies it. */
export function CopyField({ label, value, hint }: Props) {
  const bridge = useAppBridge();
  const text = useRef<HTMLElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      bridge.toast.show('Copied');
    } catch {
      // Frames may be denied the clipboard: select the text, so that the keyboard can copy it.
      if (text.current) window.getSelection()?.selectAllChildren(text.current);
      bridge.toast.show('Press Ctrl+C or ⌘C to copy');
    }
  };
  return (
    <BlockStack gap="100">
      <Text as="p" tone="subdued" breakWord>
        {label}
      </Text>
      <InlineStack gap="200" blockAlign="center" wrap={false}>
        <Box
          background="bg-surface-secondary"
          borderRadius="200"
          paddingInline="300"
          paddingBlock="150"
          minWidth="0"
        >
          <code ref={text} title={value} style={ONE_LINE}>
            {value}
          </code>
        </Box>
        <Button
          icon={ClipboardIcon}
          onClick={copy}
          accessibilityLabel={`Copy ${label}: ${value}`}
        />
      </InlineStack>
      {hint && (
        <Text as="p" tone="subdued" variant="bodySm">
          {hint}
        </Text>
      )}
    </BlockStack>
  );
}
