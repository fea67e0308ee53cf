import type { ExecutionResult } from 'graphql';
import type { Shop, World } from '../../state/world.ts';
import type { AccessTable } from './access.ts';

/** What every resolver may know of the request. */
export type ApiContext = {
  world: World;
  shop: Shop;
  scopes: ReadonlySet<string>;
  access: AccessTable;
  /** Objects that the answer really holds, for actualQueryCost. */
  counted: { objects: number };
  /**
   * Set in a bulk operation: connections give all their nodes, and the response paths at which
   * connections stood are noted here ("orders.edges.0.node.lineItems").
   */
  bulkConnections: Set<string> | null;
  inner: InnerQueries;
};

/** The executor as a resolver may use it: for the query inside a bulk operation. */
export type InnerQueries = {
  /** Why a document cannot run in bulk, in a sentence; null when it can. */
  faultOf(query: string): string | null;
  runBulk(query: string): Promise<{ result: ExecutionResult; connections: Set<string> }>;
};

/**
 * A value of an interface or union together with the name of its concrete type. Everywhere else the
 * field's type says what a value is.
 */
export class Tagged {
  readonly typename: string;
  readonly value: unknown;
  constructor(typename: string, value: unknown) {
    this.typename = typename;
    this.value = value;
  }
}

/**
 * Resolvers by type and field. Arguments have been coerced against the schema before a resolver sees
 * them, so each resolver declares the shape it expects; it answers at once, all state is in memory. A field without resolver is read from the
 * source object's own property; where there is none either, the operation fails loudly.
 */
export type ResolverMap = Record<
  string,
  Record<string, (source: never, args: never, context: ApiContext) => unknown>
>;
