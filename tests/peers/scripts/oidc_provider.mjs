// An issuer: oidc-provider with its own pages, on which any name and password log in. Each refresh
// token is used once, and the second use revokes the login. The tokens of clients whose name begins
// with `brief` are valid for half a minute, so each command renews them. Argument: the secret of the
// client `service:1`.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const [secret] = process.argv.slice(2);
const server = createServer();
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;
const audience = 'https://api.example.gov';

// A client on a person's machine. Any port of its redirect is allowed.
const native = (client_id) => ({
  client_id,
  application_type: 'native',
  token_endpoint_auth_method: 'none',
  redirect_uris: ['http://127.0.0.1/callback', 'https://app.example.gov/signin'],
  grant_types: [
    'authorization_code',
    'refresh_token',
    'urn:ietf:params:oauth:grant-type:device_code',
  ],
  response_types: ['code'],
});

const provider = new Provider(issuer, {
  clients: [
    native('cli'),
    native('brief-cli'),
    {
      client_id: 'service:1',
      client_secret: secret,
      redirect_uris: [],
      response_types: [],
      grant_types: ['client_credentials'],
    },
  ],
  cookies: { keys: ['key'] },
  scopes: ['openid', 'offline_access', 'email', 'orders:read'],
  claims: { openid: ['sub'], email: ['email', 'email_verified'] },
  conformIdTokenClaims: false,
  rotateRefreshToken: true,
  ttl: {
    AccessToken: (_context, _token, client) => (client.clientId.startsWith('brief') ? 30 : 3600),
    ClientCredentials: 3600,
    DeviceCode: 600,
    Grant: 86_400,
    IdToken: 3600,
    Interaction: 600,
    RefreshToken: 86_400,
    Session: 86_400,
  },
  features: {
    devInteractions: { enabled: true },
    deviceFlow: { enabled: true },
    clientCredentials: { enabled: true },
    revocation: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => audience,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: 'openid offline_access email orders:read',
        audience,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
  extraTokenClaims: (_context, token) => ({
    'https://hasura.io/jwt/claims': {
      'x-hasura-default-role': 'user',
      'x-hasura-allowed-roles': ['user', 'admin'],
      'x-hasura-user-id': token.accountId ?? token.clientId,
    },
  }),
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: `${id}@example.gov`, email_verified: true }),
  }),
});
for (const event of ['grant.error', 'authorization.error', 'server_error']) {
  provider.on(event, (_context, error) => console.log(event, error.message, error.error_detail ?? ''));
}
provider.on('grant.revoked', () => console.log('the login is revoked'));
server.on('request', provider.callback());
console.log(`ready ${issuer}`);
