import { BlockStack, Button, Card, InlineStack, Layout, Text } from '@shopify/polaris';
import { useState } from 'react';
import type {
  AttributionRulesView,
  ShownRulesPreview,
} from '#app/views/attribution-rules-view.server.ts';
import { counted } from './amount.tsx';
import { AttributionFields } from './attribution-fields.tsx';
import type { AttributionInput } from './attribution-input.ts';
import { RefusalBanner } from './refusal-banner.tsx';
import { RulesPreview } from './rules-preview.tsx';
import { useAnswer } from './use-answer.ts';

function inputOf({ rules }: AttributionRulesView): AttributionInput {
  const { windows, heuristics } = rules;
  return {
    influencerDays: String(windows.influencerDays),
    otherDays: String(windows.otherDays),
    channelDays: Object.entries(windows.channelDays).map(([channel, days]) => ({
      channel,
      days: String(days),
    })),
    codeCounts: rules.codeCounts,
    codeBeatsLink: rules.codeBeatsLink,
    ignoreDirect: rules.ignoreDirect,
    firstPercent: String(heuristics.firstPercent),
    lastPercent: String(heuristics.lastPercent),
    halfLifeDays: String(heuristics.halfLifeDays),
    minimumConversions: String(rules.minimumConversions),
  };
}

function sampleSentence({ sample }: AttributionRulesView): string {
  const asks = 'Below it, the data-driven model shares as the position based one does.';
  if (!sample) return `${asks} It has not looked at your orders yet.`;
  return `${asks} It has seen ${counted(sample.conversions, 'order')} of the last 90 days, and is ${
    sample.isUsed ? 'in use' : 'not in use yet'
  }.`;
}

/** The rules of attribution: changed, then looked at in a preview, then applied. */
export function AttributionForm({ view }: { view: AttributionRulesView }) {
  const [values, setValues] = useState(() => inputOf(view));
  /** The preview, and the rules that it is about: it is shown for those only. */
  const [shown, setShown] = useState<{ of: string; preview: ShownRulesPreview } | null>(null);
  const asked = JSON.stringify(values);
  const look = useAnswer<ShownRulesPreview>({
    onDone: (preview) => setShown({ of: asked, preview }),
  });
  const apply = useAnswer<null>({ toast: 'The new rules are being applied' });
  const preview = shown?.of === asked ? shown.preview : null;
  const refusal = apply.refusal ?? look.refusal;
  const isChanged = asked !== JSON.stringify(inputOf(view));
  return (
    <BlockStack gap="400">
      <RefusalBanner refusal={refusal} />
      <Layout>
        <AttributionFields
          values={values}
          set={(name, value) => {
            setValues((before) => ({ ...before, [name]: value }));
            look.forget();
            apply.forget();
          }}
          error={(name) => refusal?.fields[name] ?? false}
          sample={sampleSentence(view)}
        />
      </Layout>
      <Card>
        <BlockStack gap="400">
          {preview ? (
            <RulesPreview preview={preview} />
          ) : (
            <Text as="p" tone="subdued">
              Changed rules are applied to all orders. Look first at what they would change; nothing
              is written before you apply them.
            </Text>
          )}
          <InlineStack gap="200" align="end">
            <Button
              onClick={() => setValues(inputOf(view))}
              disabled={!isChanged || look.isBusy || apply.isBusy}
            >
              Discard
            </Button>
            <Button
              onClick={() => look.send({ intent: 'preview', rules: values })}
              loading={look.isBusy}
              disabled={!isChanged || apply.isBusy || preview !== null}
            >
              See what would change
            </Button>
            <Button
              variant="primary"
              onClick={() => apply.send({ intent: 'apply', rules: values })}
              loading={apply.isBusy}
              disabled={!isChanged || !preview}
            >
              Apply to all orders
            </Button>
          </InlineStack>
        </BlockStack>
      </Card>
    </BlockStack>
  );
}
