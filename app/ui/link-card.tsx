import { Badge, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import type { ShownLink } from '#app/views/link-view.server.ts';
import { formatCount } from './amount.tsx';
import { CopyField } from './copy-field.tsx';
import { DayBars } from './day-bars.tsx';
import { DownloadButton } from './download-button.tsx';
import { FactsList } from './facts-list.tsx';
import { LinkForm } from './link-form.tsx';

type Props = { collaborationId: string; link: ShownLink; tagged: string | null };

const QR_SIZE = { width: 120, height: 120, border: '1px solid var(--p-color-border)' } as const;

/** The tracking link: where it leads and whether there is a page, who came, and the code to print. */
export function LinkCard({ collaborationId, link, tagged }: Props) {
  const [isOpen, setOpen] = useState(false);
  const qr = `/app/collaborations/${collaborationId}/qr`;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h2" variant="headingMd">
              Tracking link
            </Text>
            <HealthBadge link={link} />
          </InlineStack>
          <Button onClick={() => setOpen(true)} disabled={isOpen}>
            Edit link
          </Button>
        </InlineStack>
        {isOpen ? <LinkForm link={link} onDone={() => setOpen(false)} /> : <Leads link={link} />}
        <Clicks link={link} />
        <CopyField
          label="On the app’s domain"
          value={link.appAddress}
          hint="For print and the QR code: it works even while your shop asks for a password."
        />
        {tagged && (
          <CopyField
            label="Without a redirect"
            value={tagged}
            hint="For ads and places that allow none. Orders are attributed, clicks are not counted."
          />
        )}
        <InlineStack gap="300" blockAlign="center">
          <img src={link.qr} alt={`QR code of ${link.appAddress}`} style={QR_SIZE} />
          <BlockStack gap="200">
            <DownloadButton url={`${qr}?format=svg`} fileName="qr-code.svg">
              QR code as SVG
            </DownloadButton>
            <DownloadButton url={`${qr}?format=png`} fileName="qr-code.png">
              QR code as PNG
            </DownloadButton>
          </BlockStack>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function HealthBadge({ link: { health, isExpired } }: { link: ShownLink }) {
  if (isExpired) return <Badge>Expired</Badge>;
  if (health.state === 'ok') return <Badge tone="success">Works</Badge>;
  if (health.state === 'broken') return <Badge tone="critical">Broken</Badge>;
  return <Badge tone="attention">Not seen yet</Badge>;
}

function Leads({ link }: { link: ShownLink }) {
  const { health } = link;
  const looked = health.checkedAt ? ` Looked at ${health.checkedAt.text}.` : '';
  return (
    <FactsList
      facts={[
        { term: 'Leads to', description: link.destination },
        ...(link.leadsTo === link.destination
          ? []
          : [{ term: 'Just now', description: `to ${pageName(link.leadsTo)} instead` }]),
        ...(health.note ? [{ term: 'What we found', description: health.note + looked }] : []),
        ...(link.appliesCode ? [{ term: 'Her code', description: 'is applied on the way' }] : []),
        ...(link.lastDayText
          ? [
              {
                term: 'Last day',
                description: `${link.lastDayText}, then ${pageName(link.fallback || '/')}`,
              },
            ]
          : []),
      ]}
    />
  );
}

function pageName(path: string): string {
  return path === '/' ? 'your home page' : path;
}

function Clicks({ link: { clicks, days } }: { link: ShownLink }) {
  if (clicks.people + clicks.bots + clicks.previews === 0) {
    return (
      <Text as="p" tone="subdued">
        No click yet.
      </Text>
    );
  }
  return (
    <BlockStack gap="200">
      <DayBars what="clicks" days={days} />
      <FactsList
        inRow
        facts={[
          { term: 'Clicks by people', description: formatCount(clicks.people) },
          {
            term: 'Browsers told apart',
            description: formatCount(clicks.visitors),
          },
          {
            term: 'Not counted',
            description: `${formatCount(clicks.bots)} by bots, ${formatCount(clicks.previews)} previews and prefetches`,
          },
          ...(clicks.last ? [{ term: 'Last click', description: clicks.last.text }] : []),
        ]}
      />
    </BlockStack>
  );
}
