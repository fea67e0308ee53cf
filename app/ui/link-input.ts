import { z } from 'zod';
import { fieldsOf, textInput } from './form-input.ts';

const text = z.string().catch('');

/** What the form of a link holds. */
const linkInputSchema = z.object({
  destination: text,
  appliesCode: z.boolean().catch(false),
  lastDay: text,
  fallback: text,
});
export type LinkInput = z.output<typeof linkInputSchema>;

/** The form as the flow takes it. */
export function linkDraftFrom(body: unknown): unknown {
  const { destination, appliesCode, lastDay, fallback } = linkInputSchema.parse(fieldsOf(body));
  return { destination, appliesCode, lastDay: textInput(lastDay), fallback: textInput(fallback) };
}
