#!/bin/sh
# Smoke test of a deployment. Needs API (https://api.example.gov) and JWTOOL_TOKEN, a token that
# the deployment must accept.
set -eu

# Wait until the engine is up and its metadata is consistent.
jwtool ping rest "$API/healthz?strict=true" --no-token --wait 60s --expect-status 200

# The token must work for each role, within two seconds.
jwtool ping graphql "$API/v1/graphql" --role user --role editor \
  --query '{ parks(limit: 1) { id } }' --expect 'length(data.parks) == `1`' \
  --retry 2 --max-time 2s --junit reports/roles.xml

# Requests without a token must be refused.
jwtool ping graphql "$API/v1/graphql" --no-token --expect-refused --junit reports/anonymous.xml
