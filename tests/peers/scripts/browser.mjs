// Uses the pages of an issuer in a real browser. Arguments: what to do, the program of the browser,
// the issuer, and for `protected` the address of a protected page, for `login` that of a login.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { chromium } from 'playwright-core';

const [what, executablePath, issuer, address] = process.argv.slice(2);
const discovered = await fetch(`${issuer}/.well-known/openid-configuration`);
const metadata = await discovered.json();
const hasura = (token) => decodeJwt(token)['https://hasura.io/jwt/claims'];

// The application that people log in to: a page for each address.
const application = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html');
  response.end('<!doctype html><link rel="icon" href="data:,"><h1>Application</h1>');
});
await new Promise((listening) => application.listen(0, '127.0.0.1', listening));
const redirect = `http://127.0.0.1:${application.address().port}/callback`;

// Opens a browser in which nothing may go wrong, and passes its page on.
async function withPage(options, use) {
  const context = await chromium.launchPersistentContext(join(import.meta.dirname, 'profile'), {
    executablePath,
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    ...options,
  });
  const problems = [];
  try {
    const [page] = context.pages();
    page.setDefaultTimeout(30_000);
    page.on('console', (message) => {
      const type = message.type();
      if (type === 'error' || type === 'warning') problems.push(`${type}: ${message.text()}`);
    });
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('requestfailed', (request) => problems.push(`${request.url()}: failed`));
    await use(page);
    assert.deepEqual(problems, []);
  } catch (error) {
    throw new Error(`${error.message}\nconsole: ${problems.join('\n')}`, { cause: error });
  } finally {
    await context.close();
  }
}

// Logs in: `press` presses the button of the role admin on the issuer's page.
async function logIn(page, press) {
  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(8).toString('hex');
  await page.goto(`${metadata.authorization_endpoint}?${new URLSearchParams({
    client_id: 'web',
    redirect_uri: redirect,
    response_type: 'code',
    scope: 'openid',
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })}`);
  await Promise.all([page.waitForURL(`${redirect}?*`), press(page)]);
  const back = new URL(page.url()).searchParams;
  assert.equal(back.get('state'), state);
  assert.equal(back.get('iss'), issuer);
  return {
    grant_type: 'authorization_code',
    client_id: 'web',
    code: back.get('code'),
    redirect_uri: redirect,
    code_verifier: verifier,
  };
}

async function isAdmin(tokens) {
  assert.ok(tokens.access_token, JSON.stringify(tokens));
  assert.equal(hasura(tokens.access_token)['x-hasura-default-role'], 'admin');
}

const token = async (fields) =>
  (await fetch(metadata.token_endpoint, { method: 'POST', body: new URLSearchParams(fields) })).json();

const admin = 'button[name=role][value=admin]';
const click = (page) => page.click(admin);

// Tabs to a button and presses Enter on it.
async function reach(page, selector) {
  for (let presses = 0; presses < 20; presses++) {
    await page.keyboard.press('Tab');
    if (await page.locator(`${selector}:focus`).count()) return page.keyboard.press('Enter');
  }
  throw new Error(`${selector} cannot be reached with the Tab key`);
}

// Starts the login of a device.
async function device() {
  const body = new URLSearchParams({ client_id: 'tv', scope: 'openid' });
  const started = await fetch(metadata.device_authorization_endpoint, { method: 'POST', body });
  return started.json();
}

const allow = (started) =>
  token({
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    client_id: 'tv',
    device_code: started.device_code,
  });

const tasks = {
  mouse: () =>
    withPage({}, async (page) => isAdmin(await token(await logIn(page, click)))),

  'without-scripts': () =>
    withPage({ javaScriptEnabled: false }, async (page) => isAdmin(await token(await logIn(page, click)))),

  keyboard: () =>
    withPage({}, async (page) => {
      const press = (page) => reach(page, admin);
      await isAdmin(await token(await logIn(page, press)));
    }),

  // An application without a server exchanges the code itself, from another origin.
  'single-page': () =>
    withPage({}, async (page) => {
      const fields = await logIn(page, click);
      const tokens = await page.evaluate(
        async ([endpoint, fields]) => {
          const body = new URLSearchParams(fields);
          return (await fetch(endpoint, { method: 'POST', body })).json();
        },
        [metadata.token_endpoint, fields],
      );
      await isAdmin(tokens);
      const user = await page.evaluate(
        async ([endpoint, token]) => {
          const headers = { authorization: `Bearer ${token}` };
          return (await fetch(endpoint, { headers })).json();
        },
        [metadata.userinfo_endpoint, tokens.access_token],
      );
      assert.equal(user.sub, decodeJwt(tokens.access_token).sub);
    }),

  device: () =>
    withPage({}, async (page) => {
      const started = await device();
      await page.goto(started.verification_uri);
      await page.fill('input[name=user_code]', started.user_code);
      if (!(await page.locator(admin).count())) await page.keyboard.press('Enter');
      await click(page);
      await page.locator('form').waitFor({ state: 'detached' });
      await isAdmin(await allow(started));
    }),

  'device-by-keyboard-without-scripts': () =>
    withPage({ javaScriptEnabled: false }, async (page) => {
      const started = await device();
      await page.goto(started.verification_uri_complete);
      await reach(page, admin);
      await page.locator('form').waitFor({ state: 'detached' });
      await isAdmin(await allow(started));
    }),

  // A program waits for the browser on a port of this machine.
  login: () =>
    withPage({}, async (page) => {
      await page.goto(address);
      await Promise.all([page.waitForURL('**/callback?*'), click(page)]);
      assert.match(await page.textContent('body'), /close/);
    }),

  // A web server sends people to the issuer, and lets them in when they come back.
  protected: () =>
    withPage({}, async (page) => {
      await page.goto(address);
      assert.equal(new URL(page.url()).origin, new URL(issuer).origin);
      await Promise.all([page.waitForURL(address), click(page)]);
      assert.match(await page.textContent('body'), /All orders/);
    }),
};

await tasks[what]();
console.log('done');
process.exit(0);
