import {
  type ExecutionResult,
  execute,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
} from 'graphql';
import { deniedBy, grants } from './access.ts';
import type { AdminSchema } from './admin-schema.ts';
import { type ApiContext, type ResolverMap, Tagged } from './api-context.ts';
import { accessDenied, noResolver } from './api-error.ts';
import { type PageArgs, paginate } from './paginate.ts';
import type { PreparedOperation } from './prepare-operation.ts';

/** Carries out an operation that has been prepared. Field errors stand in `errors`, as GraphQL has it. */
export async function executeOperation(
  admin: AdminSchema,
  resolvers: ResolverMap,
  prepared: PreparedOperation,
  context: ApiContext,
): Promise<ExecutionResult> {
  return execute({
    schema: admin.schema,
    document: prepared.document,
    operationName: prepared.operation.name?.value ?? null,
    variableValues: prepared.variables,
    contextValue: context,
    fieldResolver: fieldResolver(resolvers),
    typeResolver: (value) => (value instanceof Tagged ? value.typename : undefined),
  });
}

function fieldResolver(resolvers: ResolverMap): GraphQLFieldResolver<unknown, ApiContext> {
  return (source, args, context, info) => {
    const parent = info.parentType.name;
    const rule = deniedBy(context.access, context.scopes, parent, info.fieldName, info.returnType);
    if (rule) throw accessDenied(info.fieldName, rule);
    const value = readField(resolvers, source, args, context, info);
    return finishValue(value, args, context, info);
  };
}

function readField(
  resolvers: ResolverMap,
  source: unknown,
  args: Record<string, unknown>,
  context: ApiContext,
  info: GraphQLResolveInfo,
): unknown {
  const raw = source instanceof Tagged ? source.value : source;
  const resolver = resolvers[info.parentType.name]?.[info.fieldName];
  // The schema has vouched for the source's type and the arguments; `never` says that this one call
  // site cannot, for all resolvers at once.
  if (resolver) return resolver(raw as never, args as never, context);
  if (typeof raw === 'object' && raw !== null && Object.hasOwn(raw, info.fieldName)) {
    return Reflect.get(raw, info.fieldName);
  }
  throw noResolver(info);
}

function finishValue(
  value: unknown,
  args: Record<string, unknown>,
  context: ApiContext,
  info: GraphQLResolveInfo,
): unknown {
  const type = getNamedType(info.returnType);
  if (value == null || !isCompositeType(type)) return value;
  if (type.name.endsWith('Connection') && Array.isArray(value)) {
    context.counted.objects += 1;
    return paginate(value, args as PageArgs, context, pathOf(info));
  }
  const items = isListed(info) && Array.isArray(value) ? value : [value];
  for (const item of items) {
    if (item instanceof Tagged) guardConcrete(item, context, info);
  }
  if (!type.name.endsWith('Edge') && type.name !== 'PageInfo') {
    context.counted.objects += items.length;
  }
  return value;
}

/** Behind `node(id:)` the field says nothing of the type: the guard of the concrete one applies. */
function guardConcrete(item: Tagged, context: ApiContext, info: GraphQLResolveInfo): void {
  const rule = context.access.get(item.typename);
  if (rule && !grants(context.scopes, rule)) throw accessDenied(info.fieldName, rule);
}

function isListed(info: GraphQLResolveInfo): boolean {
  const type = isNonNullType(info.returnType) ? info.returnType.ofType : info.returnType;
  return isListType(type);
}

function pathOf(info: GraphQLResolveInfo): string {
  const keys: (string | number)[] = [];
  for (let at: GraphQLResolveInfo['path'] | undefined = info.path; at; at = at.prev) {
    keys.unshift(at.key);
  }
  return keys.join('.');
}
