// A GraphQL server that reads the claims of Moped's tokens as Hasura does: one string, and a role in
// a header. Arguments: the address of the key set, the issuer, the audience.
import { createServer } from 'node:http';
import { createRemoteJwksSigningKeyProvider, useJWT } from '@graphql-yoga/plugin-jwt';
import { createGraphQLError, createSchema, createYoga } from 'graphql-yoga';

const [jwksUri, issuer, audience] = process.argv.slice(2);

const yoga = createYoga({
  logging: false,
  graphqlEndpoint: '/v1/graphql',
  schema: createSchema({
    typeDefs: 'type Query { moped_users: [User!]! } type User { user_id: Int! role: String! }',
    resolvers: {
      Query: {
        moped_users(_parent, _args, { jwt, request }) {
          const claims = JSON.parse(jwt.payload['https://hasura.io/jwt/claims']);
          const role = request.headers.get('x-hasura-role') ?? claims['x-hasura-default-role'];
          if (!claims['x-hasura-allowed-roles'].includes(role)) {
            const message = 'Your requested role is not in allowed roles';
            throw createGraphQLError(message, { extensions: { code: 'access-denied', path: '$' } });
          }
          return [{ user_id: Number(claims['x-hasura-user-db-id']), role }];
        },
      },
    },
  }),
  plugins: [
    useJWT({
      signingKeyProviders: [createRemoteJwksSigningKeyProvider({ jwksUri })],
      tokenVerification: { algorithms: ['RS256'], issuer, audience },
      reject: { missingToken: true, invalidToken: true },
    }),
  ],
});

const server = createServer(yoga);
server.listen(0, '127.0.0.1', () => {
  console.log(`ready http://127.0.0.1:${server.address().port}/v1/graphql`);
});
