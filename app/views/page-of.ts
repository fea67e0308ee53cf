/** Where a list stands: for the arrows under it. `total` is null where counting would cost too much. */
export type ShownPage = {
  readonly page: number;
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
  readonly total: number | null;
  /** "1–50 of 312", "51–100". */
  readonly text: string;
};

const MAX_PAGE = 100_000;

/** The page number of an address, from 1; anything odd is the first page. */
export function pageFrom(params: URLSearchParams): number {
  const page = Number(params.get('page') ?? '1');
  return Number.isInteger(page) && page >= 1 && page <= MAX_PAGE ? page : 1;
}

/** `shown` is how many rows the page holds, `hasNext` whether more follow. */
export function shownPage(
  page: number,
  size: number,
  shown: number,
  hasNext: boolean,
  total: number | null,
): ShownPage {
  const first = (page - 1) * size + 1;
  const range = shown === 0 ? 'Nothing on this page' : `${first}–${first + shown - 1}`;
  return {
    page,
    hasPrevious: page > 1,
    hasNext,
    total,
    text: total === null || shown === 0 ? range : `${range} of ${total}`,
  };
}
