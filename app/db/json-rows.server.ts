/** Values as one JSON parameter of a statement: PostgreSQL casts the text of big numbers and instants itself. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? part.toString() : part));
}
