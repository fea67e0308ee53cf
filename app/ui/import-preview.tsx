import { Banner, BlockStack, DataTable, Text } from '@shopify/polaris';
import { PLATFORM_LABEL } from '#app/domain/platform-name.ts';
import { TIER_LABEL } from '#app/domain/tier.ts';
import type { ShownImport } from '#app/views/import-shown.ts';
import { counted, formatCount } from './amount.tsx';
import { Name } from './name.tsx';

/** What an import would do, and every line that stands in its way. */
export function ImportPreview({ preview }: { preview: ShownImport }) {
  const { problems, moreProblems, rows, total, toCreate, toUpdate, ignoredColumns } = preview;
  return (
    <BlockStack gap="300">
      <Text as="h2" variant="headingMd">
        Preview
      </Text>
      {problems.length > 0 ? (
        <Banner
          tone="critical"
          title={`${counted(problems.length + moreProblems, 'problem')} to put right; nothing is imported before`}
        />
      ) : (
        <Banner
          tone="success"
          title={`${counted(toCreate, 'new influencer')}, ${formatCount(toUpdate)} to update`}
        />
      )}
      {ignoredColumns.length > 0 && (
        <Banner tone="info">
          {`These columns mean nothing to Tributary and are left out: ${ignoredColumns.join(', ')}.`}
        </Banner>
      )}
      {problems.length > 0 && (
        <DataTable
          columnContentTypes={['numeric', 'text', 'text']}
          headings={['Line', 'Column', 'What to do']}
          rows={problems.map(({ line, column, message }) => [
            line,
            <Name key="column">{column || '–'}</Name>,
            <Name key="message">{message}</Name>,
          ])}
          truncate={false}
          {...(moreProblems > 0 ? { footerContent: `and ${formatCount(moreProblems)} more` } : {})}
        />
      )}
      {rows.length > 0 && (
        <DataTable
          columnContentTypes={['text', 'text', 'text', 'text', 'text']}
          headings={['Name', 'E-mail', 'Tier', 'Accounts', 'Outcome']}
          rows={rows.map(({ name, email, tier, accounts, outcome }) => [
            <Name key="name">{name}</Name>,
            <Name key="email">{email ?? '–'}</Name>,
            TIER_LABEL[tier],
            <Name key="accounts">
              {accounts
                .map(({ platform, handle }) => `${PLATFORM_LABEL[platform]} @${handle}`)
                .join(', ') || '–'}
            </Name>,
            outcome === 'create' ? 'New' : 'Updated',
          ])}
          {...(total > rows.length
            ? { footerContent: `and ${formatCount(total - rows.length)} more` }
            : {})}
        />
      )}
    </BlockStack>
  );
}
