/** A number that keeps its written form in JSON: 199.00 stays 199.00. */
export class RawNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

// Node has JSON.rawJSON; the language library of this TypeScript does not describe it yet.
const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown };

/** JSON text in which bigint ids stand as plain integers, as Shopify writes them, whatever their size. */
export function toRawJson(value: unknown): string {
  return JSON.stringify(value, (_key, entry: unknown) => {
    if (typeof entry === 'bigint') return rawJSON(entry.toString());
    if (entry instanceof RawNumber) return rawJSON(entry.text);
    return entry;
  });
}
