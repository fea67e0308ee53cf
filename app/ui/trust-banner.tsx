import { Banner, type BannerTone, List } from '@shopify/polaris';
import type { ShownTrust } from '#app/views/trust-sentence.ts';

const TONE: Readonly<Record<ShownTrust['verdict'], BannerTone>> = {
  nothing: 'info',
  good: 'success',
  soon: 'info',
  thin: 'warning',
  wrong: 'critical',
};

/** Whether the figures can be trusted, and why. */
export function TrustBanner({ trust: { verdict, title, reasons } }: { trust: ShownTrust }) {
  return (
    <Banner tone={TONE[verdict]} title={title}>
      {reasons.length > 0 && (
        <List>
          {reasons.map(({ text }) => (
            <List.Item key={text}>{text}</List.Item>
          ))}
        </List>
      )}
    </Banner>
  );
}
