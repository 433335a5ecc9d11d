//! The messages of gateways of AWS.

use crate::message::cause::Cause::{
    Audience, Expired, Fetch, Issuer, Kind, NoJwt, NoToken, Prefix, Role, Signature,
};
use crate::message::known::{Place, Section, known};
use crate::message::product::Product;

pub(super) fn api_gateway() -> Section {
    Section {
        product: Product::ApiGateway,
        also: &[],
        marks: "x-amzn\napigw\nexecute-api",
        about: "In `message` with HTTP 401 or 403; HTTP APIs also have a header `WWW-Authenticate`.",
        messages: vec![
            known("Unauthorized", &[NoToken, Signature, Issuer, Kind])
                .place(Place::Whole)
                .status(&[401])
                .notes("the authorizer does not accept the token, or none arrived; it does not say why\n\
                    the token is of the other kind: a REST API expects an ID token unless scopes are configured"),
            known("The incoming token has expired", &[Expired]).status(&[401]),
            known("Bearer * error_description=\"the token does not have a valid audience\"", &[Audience])
                .variants("the token does not have a valid audience")
                .status(&[401])
                .notes("the token's `aud`, or its `client_id` if it has no `aud`, is not among the authorizer's audiences"),
            known("Missing Authentication Token", &[Role])
                .status(&[403])
                .notes("the path, the method or the stage does not exist: this is not about your JWT"),
            known("Authorization header requires 'Credential'*", &[Kind])
                .status(&[403])
                .notes("the route expects a request signed with AWS credentials (IAM), not a bearer token\n\
                    the path does not exist"),
            known("User is not authorized to access*", &[Role])
                .status(&[403])
                .notes("the policy that the authorizer returned, perhaps cached for another path, does not permit this request"),
            known("Forbidden", &[Role])
                .place(Place::Whole)
                .status(&[403])
                .notes("the token lacks a scope, a firewall (WAF) blocked the request, or an API key is missing"),
        ],
    }
}

pub(super) fn appsync() -> Section {
    Section {
        product: Product::Appsync,
        also: &[],
        marks: "unauthorizedexception\nappsync\nerrortype",
        about: "In `errors[].message` with HTTP 401 and `UnauthorizedException`.",
        messages: vec![
            known("Unable to parse JWT token.", &[Prefix, NoJwt])
                .status(&[401])
                .notes("`Bearer` stands before a Cognito token: AppSync expects the bare token\n\
                    what was sent is not a JWT"),
            known("Valid authorization header not provided.", &[NoToken])
                .status(&[401])
                .notes("no token arrived: the client sent none, or a proxy removed the header\n\
                    this API has no authorization mode for JWTs"),
            known("Token has expired.", &[Expired]).status(&[401]),
            known("You are not authorized to make this call.", &[Role])
                .status(&[401])
                .notes("the API key has expired, or the authorizer (Lambda) refused the request"),
            known("Not Authorized to access * on type *", &[Role])
                .code("Unauthorized")
                .status(&[200])
                .notes("the token was accepted: a directive, a group or a resolver does not permit this field"),
        ],
    }
}

pub(super) fn alb() -> Section {
    Section {
        product: Product::Alb,
        also: &[],
        marks: "awselb",
        about: "A page of HTML, of the load balancer or of `auth_jwt` in nginx.",
        messages: vec![
            known("401 Authorization Required", &[NoToken]).status(&[401]).also(&[Product::Nginx]),
            known("HTTP 561: Unauthorized", &[Fetch])
                .variants("561: Unauthorized\n561 Authentication Error")
                .status(&[561])
                .notes("the identity provider refused the load balancer's request for tokens or user information"),
        ],
    }
}
