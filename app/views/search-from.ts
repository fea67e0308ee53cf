const MAX_SEARCH = 200;

/** What an address searches for (`q`): at most 200 characters, without zero bytes and halves of characters, which no stored text holds. */
export function searchFrom(params: URLSearchParams): string {
  const asked = (params.get('q') ?? '').replaceAll('\0', '').trim();
  return asked.slice(0, MAX_SEARCH).toWellFormed();
}
