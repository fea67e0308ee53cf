import { useAppBridge } from '@shopify/app-bridge-react';
import { BlockStack, Button, InlineError, InlineStack, Tag, Text } from '@shopify/polaris';

type Product = { id: string; title: string };
type Props = {
  products: Product[];
  onChange: (products: Product[]) => void;
  error: string | false;
};

/** The products on the landing pages, from Shopify's own picker. */
export function ProductPicker({ products, onChange, error }: Props) {
  const bridge = useAppBridge();
  const pick = async () => {
    const chosen = await bridge.resourcePicker({
      type: 'product',
      action: 'select',
      multiple: 12,
      filter: { variants: false },
      selectionIds: products.map(({ id }) => ({ id })),
    });
    if (chosen) onChange(chosen.map(({ id, title }) => ({ id, title: title ?? id })));
  };
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        Featured products
      </Text>
      {products.length > 0 && (
        <InlineStack gap="100">
          {products.map(({ id, title }) => (
            <Tag key={id} onRemove={() => onChange(products.filter((one) => one.id !== id))}>
              {title}
            </Tag>
          ))}
        </InlineStack>
      )}
      {error && <InlineError fieldID="products" message={error} />}
      <InlineStack>
        <Button onClick={pick}>
          {products.length > 0 ? 'Change products' : 'Choose products'}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
