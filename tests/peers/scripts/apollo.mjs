// Apollo Server, whose context verifies the token. Arguments: the address of the key set, the
// issuer, the audience.
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { GraphQLError } from 'graphql';
import { createRemoteJWKSet, jwtVerify } from 'jose';

const [jwksUri, issuer, audience] = process.argv.slice(2);
const keys = createRemoteJWKSet(new URL(jwksUri));

function unauthenticated(message) {
  return new GraphQLError(message, {
    extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
  });
}

const server = new ApolloServer({
  typeDefs: 'type Query { orders: [Order!]! } type Order { id: ID! }',
  resolvers: {
    Query: {
      orders(_parent, _args, { roles }) {
        if (!roles.includes('user')) {
          throw new GraphQLError('orders are for users', { extensions: { code: 'FORBIDDEN' } });
        }
        return [{ id: 1 }, { id: 2 }];
      },
    },
  },
});

const { url } = await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: 0 },
  async context({ req }) {
    const token = (req.headers.authorization ?? '').replace(/^Bearer /, '');
    if (!token) throw unauthenticated('You must be logged in');
    try {
      const { payload } = await jwtVerify(token, keys, { issuer, audience });
      return { roles: payload['https://hasura.io/jwt/claims']['x-hasura-allowed-roles'] };
    } catch (error) {
      throw unauthenticated(error.message);
    }
  },
});
console.log(`ready ${url}graphql`);
