//! The products whose messages are known.

macro_rules! products {
    ($($product:ident $name:literal $title:literal,)*) => {
        /// A product that checks tokens, or a library that does it for one.
        #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
        pub(crate) enum Product {
            $($product,)*
        }

        impl Product {
            /// Every product.
            #[cfg(test)]
            pub(crate) const ALL: &[Self] = &[$(Self::$product,)*];

            /// Returns the stable name, for scripts.
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $(Self::$product => $name,)*
                }
            }

            /// Returns the name, for people.
            pub(crate) const fn title(self) -> &'static str {
                match self {
                    $(Self::$product => $title,)*
                }
            }
        }
    };
}

products! {
    Hasura "hasura" "Hasura GraphQL Engine v2",
    Ddn "hasura-ddn" "Hasura DDN",
    Relyauth "relyauth" "RelyAuth",
    GoJose "go-jose" "go-jose",
    Jsonwebtoken "jsonwebtoken" "jsonwebtoken (npm)",
    ExpressJwt "express-jwt" "express-jwt",
    Jose "jose" "jose (npm)",
    BetterAuth "better-auth" "better-auth",
    Stytch "stytch" "Stytch",
    Descope "descope" "Descope",
    Workos "workos" "WorkOS",
    AwsJwtVerify "aws-jwt-verify" "aws-jwt-verify",
    FirebaseAdmin "firebase-admin" "Firebase Admin",
    FastifyJwt "fastify-jwt" "@fastify/jwt",
    FastJwt "fast-jwt" "fast-jwt",
    Mercurius "mercurius" "Mercurius",
    SupabaseGateway "supabase-gateway" "Supabase gateway",
    SupabaseAuth "supabase-auth" "Supabase Auth",
    Postgrest "postgrest" "PostgREST",
    Postgresql "postgresql" "PostgreSQL",
    Postgraphile "postgraphile" "PostGraphile",
    Pyjwt "pyjwt" "PyJWT",
    PythonJose "python-jose" "python-jose",
    FlaskJwtExtended "flask-jwt-extended" "Flask-JWT-Extended",
    Cognitojwt "cognitojwt" "cognitojwt",
    FlaskCognito "flask-cognito" "Flask-Cognito",
    Authlib "authlib" "Authlib",
    Joserfc "joserfc" "joserfc",
    AspnetCore "aspnet-core" "ASP.NET Core",
    SpringSecurity "spring-security" "Spring Security",
    GolangJwt "golang-jwt" "golang-jwt",
    ApiGateway "api-gateway" "Amazon API Gateway",
    Appsync "appsync" "AWS AppSync",
    Alb "alb" "AWS Application Load Balancer",
    Nginx "nginx" "nginx",
    Envoy "envoy" "Envoy",
    Istio "istio" "Istio",
    GoOidc "go-oidc" "go-oidc",
    Oauth2Proxy "oauth2-proxy" "oauth2-proxy",
    Kubernetes "kubernetes" "Kubernetes",
    Kong "kong" "Kong",
    Keycloak "keycloak" "Keycloak",
    ApolloRouter "apollo-router" "Apollo Router",
    ApolloServer "apollo-server" "Apollo Server",
    GraphqlYoga "graphql-yoga" "GraphQL Yoga",
    CosmoRouter "cosmo-router" "Cosmo Router",
    Envelop "envelop" "Envelop",
    HotChocolate "hot-chocolate" "Hot Chocolate",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_words_in_kebab_case_and_differ() {
        for (index, product) in Product::ALL.iter().enumerate() {
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(product.name().chars().all(plain), "{product:?}");
            let same = Product::ALL.iter().filter(|other| other.name() == product.name());
            assert_eq!(same.count(), 1, "{product:?} {index}");
        }
    }
}
