import { Prisma } from '@prisma/client';

/**
 * The generation of credit that a shop's screens show, as a value in a statement: whoever reads `credit` or
 * `attributed_order` compares with it. It is looked up once a statement, so that each statement sees one generation
 * as a whole, also while another is being made.
 */
export function shownGeneration(shopId: number): Prisma.Sql {
  return Prisma.sql`(select shown_generation from shop where id = ${shopId}::int)`;
}
