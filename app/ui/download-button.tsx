import { Button, type ButtonProps, InlineError, InlineStack } from '@shopify/polaris';
import { ExportIcon } from '@shopify/polaris-icons';
import { useId, useState } from 'react';
import { saveFile } from './save-file.ts';

type Props = {
  /** Address of the file, on this app. */
  url: string;
  fileName: string;
  children: string;
  variant?: ButtonProps['variant'];
};

/**
 * Downloads a file from the app. A plain link would not carry the session token out of the admin's frame, so the
 * file is fetched (App Bridge adds the token) and handed to the browser as its own.
 */
export function DownloadButton({ url, fileName, children, variant = 'secondary' }: Props) {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const id = useId();
  const download = async () => {
    setState('busy');
    try {
      saveFile(await fetchFile(url), fileName);
      setState('idle');
    } catch {
      setState('failed');
    }
  };
  return (
    <InlineStack gap="200" blockAlign="center">
      <Button icon={ExportIcon} variant={variant} loading={state === 'busy'} onClick={download}>
        {children}
      </Button>
      {state === 'failed' && (
        <InlineError fieldID={id} message="The file could not be fetched. Try again." />
      )}
    </InlineStack>
  );
}

async function fetchFile(url: string): Promise<Blob> {
  const response = await fetch(url);
  const type = response.headers.get('content-type') ?? '';
  // A page in place of the file means that the session ended on the way.
  if (!response.ok || type.startsWith('text/html')) throw new Error(`status ${response.status}`);
  return response.blob();
}
