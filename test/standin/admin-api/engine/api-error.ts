import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
import type { AccessRule } from './access.ts';

const ACCESS_DOCUMENTATION = 'https://shopify.dev/api/usage/access-scopes';

export function accessDenied(fieldName: string, rule: AccessRule): GraphQLError {
  return new GraphQLError(
    `Access denied for ${fieldName} field. Required access: ${rule.sentence}`,
    {
      extensions: {
        code: 'ACCESS_DENIED',
        documentation: ACCESS_DOCUMENTATION,
        requiredAccess: rule.sentence,
      },
    },
  );
}

/** A request that Shopify refuses at the top level, as for a connection without `first` or `last`. */
export function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } });
}

/**
 * The app asks for something that Shopify has and the stand-in does not. This is never an answer of
 * Shopify's: it is shown in the log as well, so that nobody takes it for one.
 */
export function notStoodIn(what: string): GraphQLError {
  console.error(`stand-in 501: ${what}: add a resolver in test/standin/admin-api/resolvers`);
  return new GraphQLError(`stand-in has no ${what}`, {
    extensions: { code: 'STANDIN_NO_RESOLVER' },
  });
}

export function noResolver(info: GraphQLResolveInfo): GraphQLError {
  return notStoodIn(`resolver for ${info.parentType.name}.${info.fieldName}`);
}
