"""Ariadne in an application of Starlette. Arguments: the address of the key set, the issuer, the audience."""

import socket
import sys

import jwt
import uvicorn
from ariadne import QueryType, gql, make_executable_schema
from ariadne.asgi import GraphQL
from graphql import GraphQLError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Route

jwks_uri, issuer, audience = sys.argv[1:]
keys = jwt.PyJWKClient(jwks_uri)
query = QueryType()


@query.field("orders")
def orders(_parent, info):
    if "user" not in info.context["roles"]:
        raise GraphQLError("orders are for users", extensions={"code": "FORBIDDEN"})
    return [{"id": 1}, {"id": 2}]


def context(request, _data):
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme != "Bearer":
        raise HTTPException(400, "Missing token")
    try:
        key = keys.get_signing_key_from_jwt(token)
        claims = jwt.decode(token, key, algorithms=["RS256"], issuer=issuer, audience=audience)
    except jwt.PyJWTError as error:
        raise HTTPException(400, f"Invalid token: {error}") from error
    return {"roles": claims["https://hasura.io/jwt/claims"]["x-hasura-allowed-roles"]}


schema = make_executable_schema(gql("type Query { orders: [Order!]! } type Order { id: ID! }"), query)
graphql = GraphQL(schema, context_value=context)
app = Starlette(routes=[Route("/graphql", graphql.handle_request, methods=["GET", "POST"])])
listener = socket.create_server(("127.0.0.1", 0))
print(f"ready http://127.0.0.1:{listener.getsockname()[1]}/graphql", flush=True)
server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
server.run(sockets=[listener])
