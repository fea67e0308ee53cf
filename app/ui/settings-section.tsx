import { Card, Layout } from '@shopify/polaris';
import type { ReactNode } from 'react';

type Props = { title: string; description: string; children: ReactNode };

/** A group of settings beside the sentence that says what they change. */
export function SettingsSection({ title, description, children }: Props) {
  return (
    <Layout.AnnotatedSection title={title} description={description}>
      <Card>{children}</Card>
    </Layout.AnnotatedSection>
  );
}
