import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import type { AdminSchema } from './admin-schema.ts';
import { validationError } from './validation-error.ts';

export type PreparedOperation = {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  fragments: Record<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
};

type Checked = { document: DocumentNode } | { errors: readonly GraphQLError[] };

/** Validation is the dearest part and apps send the same few documents again and again. */
const checked = new Map<string, Checked>();
const CHECKED_LIMIT = 500;

/**
 * Parses, validates and coerces one operation against the real schema. Errors come back in Shopify's
 * form, ready to be sent.
 */
export function prepareOperation(
  admin: AdminSchema,
  request: { query: string; variables: Record<string, unknown>; operationName: string | null },
): PreparedOperation | { errors: readonly GraphQLError[] } {
  const result = check(admin, request.query);
  if ('errors' in result) return result;
  const operation = getOperationAST(result.document, request.operationName);
  if (!operation) return { errors: [new GraphQLError('No operation named in the document')] };
  const coerced = getVariableValues(
    admin.schema,
    operation.variableDefinitions ?? [],
    request.variables,
  );
  if (coerced.errors) return { errors: coerced.errors.map(invalidVariable) };
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const definition of result.document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  return { document: result.document, operation, fragments, variables: coerced.coerced };
}

function check(admin: AdminSchema, query: string): Checked {
  const known = checked.get(query);
  if (known) return known;
  const result = parseAndValidate(admin, query);
  if (checked.size >= CHECKED_LIMIT) checked.clear();
  checked.set(query, result);
  return result;
}

function parseAndValidate(admin: AdminSchema, query: string): Checked {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { errors: [new GraphQLError(message, { extensions: { code: 'PARSE_ERROR' } })] };
  }
  const errors = validate(admin.schema, document);
  if (errors.length > 0) return { errors: errors.map(validationError) };
  return { document };
}

function invalidVariable(error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message, {
    ...(error.nodes ? { nodes: error.nodes } : {}),
    extensions: { code: 'INVALID_VARIABLE', problems: [{ explanation: error.message }] },
  });
}
