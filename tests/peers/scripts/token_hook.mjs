// The pre-token-generation hook of a Cognito user pool, as the service that runs it is called: it
// adds the Hasura claims of a person as one string, and fails for people without a record.
import { createServer } from 'node:http';

const records = {
  'ada@example.gov': { role: 'moped-editor', id: '7' },
  'grace@example.gov': { role: 'moped-admin', id: '9' },
};

const server = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  const event = JSON.parse(body);
  const { email, sub } = event.request.userAttributes;
  const record = records[email];
  if (!record) {
    response.setHeader('X-Amz-Function-Error', 'Unhandled');
    response.end(JSON.stringify({ errorMessage: `no record of ${email}`, errorType: 'KeyError' }));
    return;
  }
  const claims = {
    'x-hasura-user-id': sub,
    'x-hasura-user-db-id': record.id,
    'x-hasura-default-role': 'moped-viewer',
    'x-hasura-allowed-roles': [record.role],
  };
  event.response.claimsOverrideDetails = {
    claimsToAddOrOverride: { 'https://hasura.io/jwt/claims': JSON.stringify(claims) },
  };
  response.end(JSON.stringify(event));
});
server.listen(0, '127.0.0.1', () => {
  console.log(`ready http://127.0.0.1:${server.address().port}`);
});
