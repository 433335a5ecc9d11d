// Logs in with openid-client. Arguments: the grant, the issuer.
import assert from 'node:assert/strict';
import { decodeJwt } from 'jose';
import * as client from 'openid-client';
import { follow } from './form.mjs';

const [grant, issuer] = process.argv.slice(2);
const redirect = 'http://127.0.0.1:49152/callback';
const hasura = (token) => decodeJwt(token)['https://hasura.io/jwt/claims'];

// Returns the configuration of a client that checks the signature of each ID token.
function discover(id, secret, authentication) {
  return client.discovery(new URL(issuer), id, secret, authentication, {
    execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
  });
}

// Logs in by the page, and returns the tokens.
async function logIn(config, parameters = {}) {
  const verifier = client.randomPKCECodeVerifier();
  const [state, nonce] = [client.randomState(), client.randomNonce()];
  const address = client.buildAuthorizationUrl(config, {
    redirect_uri: redirect,
    scope: 'openid email profile offline_access',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...parameters,
  });
  const back = await follow(address, { role: 'admin', target: redirect });
  assert.equal(back.searchParams.get('iss'), issuer);
  return client.authorizationCodeGrant(config, back, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  });
}

const grants = {
  async discovery() {
    const config = await discover('web', undefined, client.None());
    const metadata = config.serverMetadata();
    assert.equal(metadata.issuer, issuer);
    assert.equal(metadata.authorization_response_iss_parameter_supported, true);
    assert.ok(metadata.supportsPKCE());
  },

  async 'client-credentials'() {
    for (const authentication of [client.ClientSecretPost(), client.ClientSecretBasic()]) {
      const config = await discover('service', 's3 c:r/e%t', authentication);
      const tokens = await client.clientCredentialsGrant(config, { role: 'admin', audience: 'api' });
      assert.equal(tokens.token_type, 'bearer');
      assert.equal(tokens.refresh_token, undefined);
      assert.equal(tokens.id_token, undefined);
      const claims = decodeJwt(tokens.access_token);
      assert.equal(claims.iss, issuer);
      assert.deepEqual([claims.aud].flat(), ['api']);
      assert.equal(hasura(tokens.access_token)['x-hasura-default-role'], 'admin');
    }
  },

  async password() {
    const config = await discover('web', undefined, client.None());
    const tokens = await client.genericGrantRequest(config, 'password', {
      username: 'ada',
      password: 'anything',
      scope: 'openid',
    });
    assert.equal(hasura(tokens.access_token)['x-hasura-default-role'], 'user');
  },

  async code() {
    const config = await discover('web', undefined, client.None());
    const tokens = await logIn(config);
    const claims = tokens.claims();
    assert.equal(claims.aud, 'web');
    assert.equal(hasura(tokens.access_token)['x-hasura-default-role'], 'admin');
    const user = await client.fetchUserInfo(config, tokens.access_token, claims.sub);
    assert.equal(user.sub, claims.sub);
  },

  async 'wrong-verifier'() {
    const config = await discover('web', undefined, client.None());
    const address = client.buildAuthorizationUrl(config, {
      redirect_uri: redirect,
      scope: 'openid',
      code_challenge: await client.calculatePKCECodeChallenge(client.randomPKCECodeVerifier()),
      code_challenge_method: 'S256',
    });
    const back = await follow(address, { role: 'admin', target: redirect });
    const pkceCodeVerifier = client.randomPKCECodeVerifier();
    await assert.rejects(
      client.authorizationCodeGrant(config, back, { pkceCodeVerifier }),
      (error) => error.error === 'invalid_grant',
    );
  },

  async refresh() {
    const config = await discover('web', undefined, client.None());
    const first = await logIn(config);
    const second = await client.refreshTokenGrant(config, first.refresh_token);
    assert.notEqual(second.access_token, first.access_token);
    assert.notEqual(second.refresh_token, first.refresh_token);
    assert.equal(hasura(second.access_token)['x-hasura-default-role'], 'admin');
    // A refresh token is used once.
    await assert.rejects(
      client.refreshTokenGrant(config, first.refresh_token),
      (error) => error.error === 'invalid_grant',
    );
  },

  async revocation() {
    for (const [secret, authentication] of [
      [undefined, client.None()],
      ['secret', client.ClientSecretBasic()],
    ]) {
      const config = await discover('web', secret, authentication);
      const tokens = await logIn(config);
      const before = await client.tokenIntrospection(config, tokens.access_token);
      assert.equal(before.active, true);
      assert.equal(before.iss, issuer);
      await client.tokenRevocation(config, tokens.refresh_token);
      await client.tokenRevocation(config, tokens.access_token);
      const after = await client.tokenIntrospection(config, tokens.access_token);
      assert.equal(after.active, false);
      await assert.rejects(
        client.refreshTokenGrant(config, tokens.refresh_token),
        (error) => error.error === 'invalid_grant',
      );
      await assert.rejects(client.fetchUserInfo(config, tokens.access_token, client.skipSubjectCheck));
    }
  },

  async device() {
    const config = await discover('tv', undefined, client.None());
    const started = await client.initiateDeviceAuthorization(config, { scope: 'openid' });
    // As a person does who types the code, while the device asks again and again.
    const [tokens] = await Promise.all([
      client.pollDeviceAuthorizationGrant(config, started),
      follow(started.verification_uri, { role: 'admin', fill: { user_code: started.user_code } }),
    ]);
    assert.equal(hasura(tokens.access_token)['x-hasura-default-role'], 'admin');
    // As a person does who scans a picture.
    const again = await client.initiateDeviceAuthorization(config, { scope: 'openid' });
    const [more] = await Promise.all([
      client.pollDeviceAuthorizationGrant(config, again),
      follow(again.verification_uri_complete, { role: 'user' }),
    ]);
    assert.equal(hasura(more.access_token)['x-hasura-default-role'], 'user');
  },
};

await grants[grant]();
console.log('done');
