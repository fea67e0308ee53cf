import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isListType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

const CONNECTION_LIMIT = 5;
const DEPTH_LIMIT = 2;

/** What keeps Shopify from running a document as a bulk query; null when nothing does. */
export function bulkQueryFault(schema: GraphQLSchema, document: DocumentNode): string | null {
  const info = new TypeInfo(schema);
  let connections = 0;
  let depth = 0;
  let lists = 0;
  let fault: string | null = null;
  const kindOf = (): 'connection' | 'list' | 'other' => {
    const type = info.getType();
    if (!type) return 'other';
    if (getNamedType(type).name.endsWith('Connection')) return 'connection';
    const parent = info.getParentType()?.name ?? '';
    // The lists of a connection itself are how it is walked.
    if (parent.endsWith('Connection')) return 'other';
    return isListType(getNullableType(type)) ? 'list' : 'other';
  };
  const step = (direction: 1 | -1): void => {
    const kind = kindOf();
    if (kind === 'list') lists += direction;
    if (kind !== 'connection') return;
    depth += direction;
    if (direction === -1) return;
    connections += 1;
    if (depth > DEPTH_LIMIT) {
      fault ??= 'Bulk queries cannot contain connections nested deeper than two levels.';
    }
    if (lists > 0) {
      fault ??= 'Queries that contain a connection field within a list field are not supported.';
    }
  };
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: {
        enter: (node: FieldNode) => {
          if (node.selectionSet) step(1);
        },
        leave: (node: FieldNode) => {
          if (node.selectionSet) step(-1);
        },
      },
    }),
  );
  if (fault) return fault;
  if (connections === 0) return 'Bulk queries must contain at least one connection.';
  if (connections > CONNECTION_LIMIT) {
    return `Bulk queries cannot contain more than ${CONNECTION_LIMIT} connections.`;
  }
  return null;
}
