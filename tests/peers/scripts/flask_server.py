"""Flask with Flask-Cognito. Arguments: the address of the key set, the user pool, the app client."""

import os
import sys

jwks_uri, user_pool, app_client = sys.argv[1:]
# Otherwise cognitojwt asks AWS for the keys of the pool.
os.environ["AWS_COGNITO_JWKS_PATH"] = jwks_uri

from flask import Flask, jsonify  # noqa: E402
from flask_cognito import CognitoAuth, cognito_auth_required, cognito_check_groups, current_cognito_jwt  # noqa: E402
from werkzeug.serving import make_server  # noqa: E402

app = Flask(__name__)
app.config.update(
    COGNITO_REGION=user_pool.partition("_")[0],
    COGNITO_USERPOOL_ID=user_pool,
    COGNITO_APP_CLIENT_ID=app_client,
)
CognitoAuth(app)


@app.get("/")
def health():
    return "", 204


@app.get("/me")
@cognito_auth_required
def me():
    return jsonify(sub=current_cognito_jwt["sub"])


@app.get("/admin")
@cognito_auth_required
@cognito_check_groups(["admin"])
def admin():
    return jsonify(sub=current_cognito_jwt["sub"])


server = make_server("127.0.0.1", 0, app, threaded=True)
print(f"ready http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
