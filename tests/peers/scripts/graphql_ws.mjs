// The library graphql-ws on the server of ws, which verifies the token of `connection_init`.
// Arguments: the address of the key set, the issuer, the audience, and what to do with a token that
// is refused: `close`, or `throw` the error of its verification.
import { GraphQLError, buildSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { WebSocketServer } from 'ws';

const [jwksUri, issuer, audience, refusal] = process.argv.slice(2);
const keys = createRemoteJWKSet(new URL(jwksUri));

function onlyUsers({ roles }) {
  if (!roles.includes('user')) {
    throw new GraphQLError('orders are for users', { extensions: { code: 'FORBIDDEN' } });
  }
}

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, path: '/graphql' });

useServer(
  {
    schema: buildSchema(`
      type Query { orders: [Order!]! }
      type Subscription { orders: [Order!]! }
      type Order { id: ID! }
    `),
    roots: {
      query: {
        orders(_arguments, context) {
          onlyUsers(context);
          return [{ id: 1 }, { id: 2 }];
        },
      },
      subscription: {
        async *orders(_arguments, context) {
          onlyUsers(context);
          yield { orders: [{ id: 1 }] };
          // A stream that goes on until the client completes it.
          await new Promise(() => {});
        },
      },
    },
    async onConnect({ connectionParams, extra }) {
      const token = (connectionParams?.headers?.Authorization ?? '').replace(/^Bearer /, '');
      try {
        const { payload } = await jwtVerify(token, keys, { issuer, audience });
        extra.roles = payload['https://hasura.io/jwt/claims']['x-hasura-allowed-roles'];
        return true;
      } catch (error) {
        if (refusal === 'throw') throw error;
        return false;
      }
    },
    context: ({ extra }) => ({ roles: extra.roles }),
  },
  server,
);

server.on('listening', () => {
  console.log(`ready ws://127.0.0.1:${server.address().port}/graphql`);
});
