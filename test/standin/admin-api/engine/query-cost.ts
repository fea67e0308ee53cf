import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** What a field costs by Shopify's published table: scalar 0, object 1, mutation 10. */
const MUTATION_COST = 10;

type Reading = {
  schema: GraphQLSchema;
  fragments: Record<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
};

/**
 * requestedQueryCost: what the operation could cost at most. An object costs 1 and what is selected
 * in it; a connection 1 and its page size times a node; an interface or union the dearest of its
 * selections; a list of ids each of its objects; a mutation at least 10.
 */
export function requestedCost(operation: OperationDefinitionNode, reading: Reading): number {
  const root = reading.schema.getRootType(operation.operation);
  if (!root) return 0;
  const selections = selectionCost(operation.selectionSet, root, reading);
  if (operation.operation !== 'mutation') return selections;
  return Math.max(mutationCost(operation), selections);
}

/** The least that the mutations of an operation cost, for actualQueryCost too. */
export function mutationCost(operation: OperationDefinitionNode): number {
  if (operation.operation !== 'mutation') return 0;
  return operation.selectionSet.selections.length * MUTATION_COST;
}

function selectionCost(set: SelectionSetNode, parent: GraphQLNamedType, reading: Reading): number {
  let certain = 0;
  const byType = new Map<string, number>();
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      certain += fieldCost(selection, parent, reading);
      continue;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : reading.fragments[selection.name.value];
    if (!fragment) continue;
    const condition = fragment.typeCondition?.name.value ?? parent.name;
    const type = reading.schema.getType(condition) ?? parent;
    const cost = selectionCost(fragment.selectionSet, type, reading);
    if (condition === parent.name) certain += cost;
    else byType.set(condition, (byType.get(condition) ?? 0) + cost);
  }
  return certain + Math.max(0, ...byType.values());
}

function fieldCost(field: FieldNode, parent: GraphQLNamedType, reading: Reading): number {
  if (!(isObjectType(parent) || isInterfaceType(parent)) || !field.selectionSet) return 0;
  const definition = parent.getFields()[field.name.value];
  if (!definition) return 0;
  const type = getNamedType(definition.type);
  if (!isCompositeType(type)) return 0;
  const inner = selectionCost(field.selectionSet, type, reading);
  if (type.name.endsWith('Connection')) return 1 + pageSize(field, reading) * inner;
  // The wrapping of a node and the page information are free.
  if (type.name.endsWith('Edge') || type.name === 'PageInfo') return inner;
  const isList = isListType(getNullableType(definition.type));
  return (isList ? idCount(field, reading) : 1) * (1 + inner);
}

function pageSize(field: FieldNode, reading: Reading): number {
  for (const argument of field.arguments ?? []) {
    if (argument.name.value !== 'first' && argument.name.value !== 'last') continue;
    const { value } = argument;
    if (value.kind === Kind.INT) return Number(value.value);
    if (value.kind === Kind.VARIABLE) {
      const given = reading.variables[value.name.value];
      if (typeof given === 'number') return given;
    }
  }
  return 1;
}

/** How many objects a list by ids asks for; 1 for any other list, of whose length nothing is known before. */
function idCount(field: FieldNode, reading: Reading): number {
  const value = field.arguments?.find(({ name }) => name.value === 'ids')?.value;
  if (value?.kind === Kind.LIST) return value.values.length;
  const given = value?.kind === Kind.VARIABLE ? reading.variables[value.name.value] : undefined;
  return Array.isArray(given) ? given.length : 1;
}
