import { useAppBridge } from '@shopify/app-bridge-react';
import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { ClipboardIcon } from '@shopify/polaris-icons';
import type { LetterContent } from '#app/domain/brief.ts';
import { DownloadButton } from './download-button.tsx';

const LETTER = {
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
  maxWidth: '40rem',
} as const;
const QR_PIXELS = 180;

type Props = {
  letter: LetterContent;
  /** The QR code as a data address. */
  qr: string | null;
  fileUrl: string;
  fileName: string;
};

/** The letter as she will read it, to copy and to download. */
export function BriefPreview({ letter, qr, fileUrl, fileName }: Props) {
  const bridge = useAppBridge();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(`${letter.subject}\n\n${letter.text}`);
      bridge.toast.show('Copied');
    } catch {
      bridge.toast.show('The browser did not allow copying. Download the brief instead.');
    }
  };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd" breakWord>
          {letter.subject}
        </Text>
        <div style={LETTER}>{letter.text}</div>
        {qr && <img src={qr} alt="QR code of her link" width={QR_PIXELS} height={QR_PIXELS} />}
        <InlineStack gap="200">
          <Button icon={ClipboardIcon} onClick={copy}>
            Copy text
          </Button>
          <DownloadButton url={fileUrl} fileName={fileName}>
            Download as mail
          </DownloadButton>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
