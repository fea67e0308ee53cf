import { BlockStack } from '@shopify/polaris';
import type { ShareLinks } from '#app/views/share-links.ts';
import { CopyField } from './copy-field.tsx';

type Props = { codes: readonly string[]; links: ShareLinks };

/** What an influencer is given to hand out: code, links, page; each with a button that copies it. */
export function HandoutList({ codes, links }: Props) {
  return (
    <BlockStack gap="300">
      {codes.map((code) => (
        <CopyField key={code} label="Discount code" value={code} />
      ))}
      {links.tracking && (
        <CopyField
          label="Tracking link"
          value={links.tracking}
          hint="For bios, stories and descriptions. It counts the click and passes on what attribution rests on."
        />
      )}
      {links.discount.map(({ code, url }) => (
        <CopyField
          key={code}
          label={`Link that applies ${code}`}
          value={url}
          hint="The discount is already in the cart at the checkout."
        />
      ))}
      {links.short && (
        <CopyField label="Short address" value={links.short} hint="Easy to say in a video." />
      )}
      {links.page && <CopyField label="Landing page" value={links.page} />}
    </BlockStack>
  );
}
