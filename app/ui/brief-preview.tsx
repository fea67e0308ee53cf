import { useAppBridge } from '@shopify/app-bridge-react';
import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { ClipboardIcon } from '@shopify/polaris-icons';
import { type LetterContent, QR_CID } from '#app/domain/brief.ts';
import { DownloadButton } from './download-button.tsx';

const FRAME = {
  width: '100%',
  height: '34rem',
  border: '1px solid var(--p-color-border)',
  borderRadius: 'var(--p-border-radius-200)',
  background: '#fff',
} as const;

type Props = {
  letter: LetterContent;
  /** The QR code as a data address. */
  qr: string | null;
  fileUrl: string;
  fileName: string;
};

/** The letter as she will read it, to copy and to download. Nothing in it can run. */
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
        <iframe
          title="The brief as she will read it"
          sandbox=""
          srcDoc={letter.html.replaceAll(`cid:${QR_CID}`, qr ?? '')}
          style={FRAME}
        />
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
