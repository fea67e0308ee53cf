import { Banner, BlockStack, Button, Card, FormLayout, Text, TextField } from '@shopify/polaris';
import { MAX_NOTE } from '#app/domain/brief.ts';
import type { BriefView } from '#app/views/brief-view.server.ts';
import { LetterList } from './letter-list.tsx';
import { RefusalBanner } from './refusal-banner.tsx';
import { useAnswer } from './use-answer.ts';

type Values = { recipient: string; note: string };

type Props = {
  view: BriefView;
  values: Values;
  onChange: (values: Values) => void;
};

/** To whom the brief goes, and the merchant's own words in it. */
export function BriefForm({ view, values, onChange }: Props) {
  const { send, isBusy, refusal } = useAnswer<null>({ toast: 'The brief is on its way' });
  return (
    <Card>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send({ intent: 'send', ...values });
        }}
      >
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            Send it
          </Text>
          <RefusalBanner refusal={refusal} />
          {!view.isMailOn && (
            <Banner tone="info">
              <p>
                This installation has no mail server, so nothing can be sent from here. Copy the
                text or download the mail, and send it with your own mail program. Whoever runs the
                app can set SMTP_URL and MAIL_FROM.
              </p>
            </Banner>
          )}
          <FormLayout>
            <TextField
              label="Her e-mail address"
              type="email"
              value={values.recipient}
              onChange={(recipient) => onChange({ ...values, recipient })}
              error={refusal?.fields.recipient ?? false}
              autoComplete="off"
            />
            <TextField
              label="Personal note"
              value={values.note}
              onChange={(note) => onChange({ ...values, note })}
              error={refusal?.fields.note ?? false}
              multiline={4}
              maxLength={MAX_NOTE}
              showCharacterCount
              helpText="Stands after the greeting. The mail below changes as you write."
              autoComplete="off"
            />
          </FormLayout>
          <div>
            <Button submit variant="primary" loading={isBusy} disabled={!view.isMailOn}>
              Send brief
            </Button>
          </div>
          <LetterList letters={view.letters} />
        </BlockStack>
      </form>
    </Card>
  );
}
