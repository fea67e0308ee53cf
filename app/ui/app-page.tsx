import { TitleBar } from '@shopify/app-bridge-react';
import { BlockStack, Box, Page, type PageProps } from '@shopify/polaris';
import type { ReactNode } from 'react';

type Props = Omit<PageProps, 'backAction' | 'title'> & {
  title: string;
  /** Where the arrow beside the title leads; sub-pages must have one. */
  back?: { url: string; label: string };
  children: ReactNode;
};

/** Titles hold names of people and campaigns, also such as have no place to break. What is below decides for itself. */
const BREAKING = { overflowWrap: 'anywhere' } as const;
const NOT_BREAKING = { overflowWrap: 'normal' } as const;

/** The frame of every screen: title here and in the admin's bar, way back, content in a column. */
export function AppPage({ title, back, children, ...page }: Props) {
  const backAction = back ? { backAction: { url: back.url, content: back.label } } : {};
  return (
    <div style={BREAKING}>
      <Page title={title} {...backAction} {...page}>
        <TitleBar title={title} />
        <div style={NOT_BREAKING}>
          <Box paddingBlockEnd="800">
            <BlockStack gap="400">{children}</BlockStack>
          </Box>
        </div>
      </Page>
    </div>
  );
}
