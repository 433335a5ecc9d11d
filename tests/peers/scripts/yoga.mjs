// GraphQL Yoga with its JWT plugin. Arguments: the address of the key set, the issuer, the audience.
import { createServer } from 'node:http';
import { createRemoteJwksSigningKeyProvider, useJWT } from '@graphql-yoga/plugin-jwt';
import { createGraphQLError, createSchema, createYoga } from 'graphql-yoga';

const [jwksUri, issuer, audience] = process.argv.slice(2);

const yoga = createYoga({
  logging: false,
  schema: createSchema({
    typeDefs: 'type Query { orders: [Order!]! } type Order { id: ID! }',
    resolvers: {
      Query: {
        orders(_parent, _args, { jwt }) {
          const roles = jwt.payload['https://hasura.io/jwt/claims']['x-hasura-allowed-roles'];
          if (!roles.includes('user')) {
            throw createGraphQLError('orders are for users', { extensions: { code: 'FORBIDDEN' } });
          }
          return [{ id: 1 }, { id: 2 }];
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
  console.log(`ready http://127.0.0.1:${server.address().port}/graphql`);
});
