import { GraphQLError } from 'graphql';

/** graphql-js sentence → the code and the sentence that Shopify's validator uses for the same fault. */
const TRANSLATIONS: [RegExp, (match: RegExpExecArray) => { code: string; message: string }][] = [
  [
    /^Cannot query field "(\w+)" on type "(\w+)"/,
    ([, field, type]) => ({
      code: 'undefinedField',
      message: `Field '${field}' doesn't exist on type '${type}'`,
    }),
  ],
  [
    /^Unknown argument "(\w+)" on field "(\w+)\.(\w+)"/,
    ([, argument, , field]) => ({
      code: 'argumentNotAccepted',
      message: `Field '${field}' doesn't accept argument '${argument}'`,
    }),
  ],
  [
    /^Field "(\w+)" argument "(\w+)" of type/,
    ([, field, argument]) => ({
      code: 'missingRequiredArguments',
      message: `Field '${field}' is missing required arguments: ${argument}`,
    }),
  ],
  [
    /^Field "(\w+)" of type "([^"]+)" must have a selection/,
    ([, field, type]) => ({
      code: 'selectionMismatch',
      message: `Field must have selections (field '${field}' returns ${type} but has no selections.)`,
    }),
  ],
  [
    /^Variable "\$(\w+)" is not defined/,
    ([, variable]) => ({
      code: 'variableNotDefined',
      message: `Variable $${variable} is used but not declared`,
    }),
  ],
  [
    /^Variable "\$(\w+)" is never used/,
    ([, variable]) => ({
      code: 'variableNotUsed',
      message: `Variable $${variable} is declared but not used`,
    }),
  ],
  [
    /^Variable "\$(\w+)" of type "([^"]+)" used in position expecting type "([^"]+)"/,
    ([, variable, given, expected]) => ({
      code: 'variableMismatch',
      message: `Type mismatch on variable $${variable} and argument (${given} / ${expected})`,
    }),
  ],
  [
    /^Unknown type "(\w+)"/,
    ([, type]) => ({ code: 'undefinedType', message: `No such type ${type}` }),
  ],
  [
    /^Unknown fragment "(\w+)"/,
    ([, fragment]) => ({
      code: 'useAndDefineFragment',
      message: `Fragment ${fragment} was used, but not defined`,
    }),
  ],
];

/** The same fault in Shopify's words; one that has no known form keeps graphql-js's sentence. */
export function validationError(error: GraphQLError): GraphQLError {
  for (const [pattern, translate] of TRANSLATIONS) {
    const match = pattern.exec(error.message);
    if (!match) continue;
    const { code, message } = translate(match);
    return withCode(error, message, code);
  }
  return withCode(error, error.message, 'argumentLiteralsIncompatible');
}

function withCode(error: GraphQLError, message: string, code: string): GraphQLError {
  return new GraphQLError(message, {
    ...(error.nodes ? { nodes: error.nodes } : {}),
    extensions: { code },
  });
}
