import { useNavigate } from '@remix-run/react';
import {
  Banner,
  BlockStack,
  Button,
  Card,
  DropZone,
  InlineStack,
  List,
  Text,
  TextField,
} from '@shopify/polaris';
import { useState } from 'react';
import type { ShownImport } from '#app/views/import-shown.ts';
import { counted } from './amount.tsx';
import { ImportPreview } from './import-preview.tsx';
import { RefusalBanner } from './refusal-banner.tsx';
import { saveFile } from './save-file.ts';
import { useAnswer } from './use-answer.ts';

const TEMPLATE =
  'name,email,niche,status,instagram_handle,instagram_followers,tiktok_handle,tiktok_followers,notes\r\n' +
  'Sarah Miller,sarah@example.com,Skin care,active,sarahmakes,48.5k,sarah.makes,12000,Prefers reels\r\n';
const MAX_BYTES = 5_000_000;

/** File or pasted text → preview → import. Nothing is written before the last step, and then all of it or nothing. */
export function ImportForm() {
  const navigate = useNavigate();
  const [csv, setCsv] = useState('');
  const [checked, setChecked] = useState<{ csv: string; preview: ShownImport } | null>(null);
  const [fileProblem, setFileProblem] = useState('');
  const check = useAnswer<ShownImport>({
    onDone: (preview) => setChecked({ csv, preview }),
  });
  const write = useAnswer<{ created: number; updated: number }>({
    toast: ({ created, updated }) => `${created} added, ${updated} updated`,
    onDone: () => navigate('/app/influencers?sort=created&dir=desc'),
  });
  const preview = checked && checked.csv === csv ? checked.preview : null;

  const read = async ([file]: File[]) => {
    if (!file) return;
    if (file.size > MAX_BYTES) {
      setFileProblem('The file is larger than 5 MB. Split it into smaller files.');
      return;
    }
    setFileProblem('');
    const text = await file.text();
    setCsv(text);
    check.send({ intent: 'check', csv: text });
  };
  return (
    <BlockStack gap="400">
      <RefusalBanner refusal={check.refusal ?? write.refusal} />
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            Choose a file
          </Text>
          <List>
            <List.Item>One line per influencer, with a column called “name”.</List.Item>
            <List.Item>
              Accounts as columns such as “instagram_handle” and “instagram_followers”, or one line
              per account with “platform”, “handle” and “followers”.
            </List.Item>
            <List.Item>
              Who is here already (same name and e-mail) is updated, not doubled.
            </List.Item>
          </List>
          <InlineStack>
            <Button
              variant="plain"
              onClick={() =>
                saveFile(new Blob([TEMPLATE], { type: 'text/csv' }), 'influencers-template.csv')
              }
            >
              Download a template
            </Button>
          </InlineStack>
          <DropZone
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            type="file"
            allowMultiple={false}
            label="CSV file"
            onDropAccepted={read}
            variableHeight
          >
            <DropZone.FileUpload actionTitle="Choose file" actionHint="CSV, up to 5,000 rows" />
          </DropZone>
          {fileProblem && <Banner tone="critical">{fileProblem}</Banner>}
          <TextField
            label="Or paste the lines"
            value={csv}
            onChange={setCsv}
            multiline={6}
            maxHeight={240}
            monospaced
            autoComplete="off"
          />
          <InlineStack align="end">
            <Button
              variant={preview ? 'secondary' : 'primary'}
              disabled={csv.trim() === ''}
              loading={check.isBusy}
              onClick={() => check.send({ intent: 'check', csv })}
            >
              Check
            </Button>
          </InlineStack>
        </BlockStack>
      </Card>
      {preview && (
        <Card>
          <BlockStack gap="300">
            <ImportPreview preview={preview} />
            <InlineStack align="end">
              <Button
                variant="primary"
                disabled={preview.problems.length > 0 || preview.total === 0}
                loading={write.isBusy}
                onClick={() => write.send({ intent: 'import', csv })}
              >
                {`Import ${counted(preview.total, 'influencer')}`}
              </Button>
            </InlineStack>
          </BlockStack>
        </Card>
      )}
    </BlockStack>
  );
}
