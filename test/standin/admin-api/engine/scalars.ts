import {
  GraphQLError,
  type GraphQLScalarType,
  type GraphQLSchema,
  isScalarType,
  Kind,
} from 'graphql';

/**
 * A schema out of introspection knows scalars by name only and takes everything. Here they get the
 * rules that the real API applies to input, and the forms in which it writes output.
 */
export function fitScalars(schema: GraphQLSchema): void {
  for (const [name, check] of Object.entries(INPUT_RULES)) {
    const scalar = schema.getType(name);
    if (isScalarType(scalar)) restrictInput(scalar, check);
  }
  fitOutput(schema, 'DateTime', writeInstant);
  fitOutput(schema, 'ID', writeId);
  fitOutput(schema, 'UnsignedInt64', writeText);
  fitOutput(schema, 'Decimal', writeText);
  fitOutput(schema, 'Money', writeText);
}

type InputRule = (value: unknown) => boolean;

const isText: InputRule = (value) => typeof value === 'string';
const isDecimal: InputRule = (value) =>
  (typeof value === 'number' && Number.isFinite(value)) ||
  (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));

const INPUT_RULES: Record<string, InputRule> = {
  DateTime: (value) =>
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(value) &&
    !Number.isNaN(Date.parse(value)),
  Date: (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value),
  Decimal: isDecimal,
  Money: isDecimal,
  UnsignedInt64: (value) =>
    (typeof value === 'string' && /^\d+$/.test(value)) ||
    (typeof value === 'number' && Number.isInteger(value) && value >= 0),
  URL: (value) => typeof value === 'string' && URL.canParse(value),
  HTML: isText,
  FormattedString: isText,
};

function restrictInput(scalar: GraphQLScalarType, accepts: InputRule): void {
  const parse = (value: unknown): unknown => {
    if (accepts(value)) return value;
    throw new GraphQLError(`invalid value for ${scalar.name}`);
  };
  scalar.parseValue = parse;
  scalar.parseLiteral = (node) => {
    if (node.kind === Kind.STRING) return parse(node.value);
    if (node.kind === Kind.INT || node.kind === Kind.FLOAT) return parse(Number(node.value));
    throw new GraphQLError(`invalid value for ${scalar.name}`);
  };
}

function fitOutput(schema: GraphQLSchema, name: string, write: (value: unknown) => string): void {
  const scalar = schema.getType(name);
  if (isScalarType(scalar)) scalar.serialize = write;
}

/** Epoch milliseconds → `2026-11-21T10:00:00Z`: whole seconds, as the real API writes them. */
function writeInstant(value: unknown): string {
  if (typeof value === 'number') return new Date(value).toISOString().replace(/\.\d{3}Z$/, 'Z');
  if (typeof value === 'string') return value;
  throw new TypeError(`stand-in: ${typeof value} given for a DateTime`);
}

/** Only global ids leave the API: a bare number here is a resolver that was forgotten. */
function writeId(value: unknown): string {
  if (typeof value === 'string' && value.startsWith('gid://')) return value;
  throw new TypeError(`stand-in: ${String(value)} is no global id`);
}

function writeText(value: unknown): string {
  return String(value);
}
