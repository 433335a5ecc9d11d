"""Logs in with Authlib, and verifies with joserfc. Arguments: the grant, the issuer."""

import os
import re
import sys
import time
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

import requests  # noqa: E402
from authlib.common.security import generate_token  # noqa: E402
from authlib.integrations.base_client.errors import OAuthError  # noqa: E402
from authlib.integrations.requests_client import OAuth2Session  # noqa: E402
from joserfc import jwt  # noqa: E402
from joserfc.jwk import KeySet  # noqa: E402

grant, issuer = sys.argv[1:]
metadata = requests.get(f"{issuer}/.well-known/openid-configuration").json()
assert metadata["issuer"] == issuer
keys = KeySet.import_key_set(requests.get(metadata["jwks_uri"]).json())
REDIRECT = "http://127.0.0.1:49152/callback"
HASURA = "https://hasura.io/jwt/claims"


def verified(token, **expected):
    """Returns the claims of a token that one of the issuer's keys signed."""
    token = jwt.decode(token, keys, algorithms=["RS256"])
    required = {name: {"essential": True, "value": value} for name, value in expected.items()}
    jwt.JWTClaimsRegistry(iss={"essential": True, "value": issuer}, **required).validate(token.claims)
    return token.claims


def session(client_id="web", secret=None, method="none"):
    return OAuth2Session(
        client_id,
        secret,
        scope="openid email offline_access",
        redirect_uri=REDIRECT,
        code_challenge_method="S256",
        token_endpoint=metadata["token_endpoint"],
        token_endpoint_auth_method=method,
        revocation_endpoint_auth_method=method,
    )


def press(address, role, **fill):
    """Presses a role's button on each form until there is a redirect elsewhere or no form."""
    response = requests.get(address, allow_redirects=False)
    for _ in range(5):
        if response.is_redirect:
            address = urljoin(response.url, response.headers["location"])
            if address.startswith(REDIRECT):
                return address
            response = requests.get(address, allow_redirects=False)
            continue
        assert response.status_code == 200, response.text
        found = re.search(r'<form[^>]*action="([^"]*)"[^>]*>(.*?)</form>', response.text, re.S)
        if not found:
            return response.text
        fields = {}
        for tag in re.findall(r"<input[^>]*>", found[2]):
            values = {name: unescape(value) for name, value in re.findall(r'\s([a-z]+)="([^"]*)"', tag)}
            fields[values["name"]] = fill.get(values["name"], values.get("value", ""))
        if f'name="role" value="{role}"' in found[2]:
            fields["role"] = role
        address = urljoin(response.url, unescape(found[1]))
        response = requests.post(address, data=fields, allow_redirects=False)
    raise AssertionError("ever more forms")


def log_in(oauth):
    """Logs in as an administrator by the page."""
    verifier, nonce = generate_token(48), generate_token()
    address, state = oauth.create_authorization_url(
        metadata["authorization_endpoint"], code_verifier=verifier, nonce=nonce
    )
    back = press(address, "admin")
    assert parse_qs(urlsplit(back).query)["iss"] == [issuer]
    token = oauth.fetch_token(authorization_response=back, code_verifier=verifier, state=state)
    claims = verified(token["id_token"], nonce=nonce, aud=oauth.client_id)
    assert verified(token["access_token"])[HASURA]["x-hasura-default-role"] == "admin"
    return token, claims


def refused(error, call, *arguments, **named):
    try:
        call(*arguments, **named)
    except OAuthError as raised:
        assert raised.error == error, raised
    else:
        raise AssertionError(f"not refused with {error}")


def client_credentials():
    for method in "client_secret_basic", "client_secret_post":
        oauth = session("service", "s3 c:r/e%t", method)
        token = oauth.fetch_token(grant_type="client_credentials", role="admin", audience="api")
        assert verified(token["access_token"], aud="api")[HASURA]["x-hasura-default-role"] == "admin"
        assert "refresh_token" not in token and "id_token" not in token


def code():
    oauth = session()
    _, claims = log_in(oauth)
    user = oauth.get(metadata["userinfo_endpoint"])
    assert user.json()["sub"] == claims["sub"], user.text


def refresh():
    oauth = session()
    first, _ = log_in(oauth)
    second = oauth.refresh_token(metadata["token_endpoint"], refresh_token=first["refresh_token"])
    assert verified(second["access_token"])[HASURA]["x-hasura-default-role"] == "admin"
    assert second["refresh_token"] != first["refresh_token"]
    refused("invalid_grant", oauth.refresh_token, metadata["token_endpoint"], first["refresh_token"])


def revocation():
    for secret, method in (None, "none"), ("secret", "client_secret_basic"):
        oauth = session("web", secret, method)
        token, _ = log_in(oauth)
        endpoint = metadata["introspection_endpoint"]
        assert oauth.introspect_token(endpoint, token["access_token"]).json()["active"] is True
        for kind in "refresh_token", "access_token":
            revoked = oauth.revoke_token(metadata["revocation_endpoint"], token[kind], kind)
            assert revoked.status_code == 200, revoked.text
            assert oauth.introspect_token(endpoint, token[kind]).json()["active"] is False
        refused("invalid_grant", oauth.refresh_token, metadata["token_endpoint"], token["refresh_token"])


def device():
    oauth = session("tv")
    fields = {"client_id": "tv", "scope": "openid"}
    started = requests.post(metadata["device_authorization_endpoint"], data=fields).json()
    ask = {
        "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
        "device_code": started["device_code"],
    }
    refused("authorization_pending", oauth.fetch_token, **ask)
    press(started["verification_uri"], "admin", user_code=started["user_code"])
    # RFC 8628: a device waits between two questions.
    time.sleep(started.get("interval", 5))
    token = oauth.fetch_token(**ask)
    assert verified(token["access_token"])[HASURA]["x-hasura-default-role"] == "admin"


globals()[grant.replace("-", "_")]()
print("done")
