//! What a schema has, as far as a role sees it.

use crate::jose::json::{Object, Value};
use crate::render::json::IntrospectionBody;

/// The query whose answer is counted.
pub(super) const QUERY: &str = "query Introspection { __schema { queryType { fields { name } } mutationType { fields { name } } subscriptionType { fields { name } } types { name } } }";

/// The only field that Hasura shows to a role without permissions.
const NOTHING: &str = "no_queries_available";

/// Counts the fields and types in the data of an answer.
pub(super) fn count(data: Option<&Value>) -> Option<IntrospectionBody> {
    let schema = data?.as_object()?.get("__schema")?.as_object()?;
    Some(IntrospectionBody {
        query_fields: fields(schema, "queryType"),
        mutation_fields: fields(schema, "mutationType"),
        subscription_fields: fields(schema, "subscriptionType"),
        types: schema.get("types").and_then(Value::as_array).map_or(0, <[Value]>::len),
    })
}

fn fields(schema: &Object, root: &str) -> usize {
    let fields = schema.get(root).and_then(Value::as_object).and_then(|root| root.get("fields"));
    let fields = fields.and_then(Value::as_array).unwrap_or_default();
    let names = fields.iter().filter_map(|field| field.as_object()?.get_str("name"));
    names.filter(|name| *name != NOTHING).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(text: &str) -> Option<[usize; 4]> {
        let counts = count(Some(&Value::parse(text.as_bytes()).unwrap()))?;
        let IntrospectionBody { query_fields, mutation_fields, subscription_fields, types } =
            counts;
        Some([query_fields, mutation_fields, subscription_fields, types])
    }

    #[test]
    fn what_a_role_does_not_have_counts_as_nothing() {
        let schema = |inner: &str| format!(r#"{{"__schema":{{{inner}}}}}"#);
        let all = r#""queryType":{"fields":[{"name":"a"},{"name":"b"}]},"mutationType":null,"subscriptionType":{"fields":[{"name":"a"}]},"types":[{"name":"query_root"},{"name":"Int"},{"name":"__Type"}]"#;
        assert_eq!(counted(&schema(all)), Some([2, 0, 1, 3]));
        let none = r#""queryType":{"fields":[{"name":"no_queries_available"}]}"#;
        assert_eq!(counted(&schema(none)), Some([0; 4]));
        for other in [r#"{"__schema":null}"#, "{}", "null", "[]"] {
            assert_eq!(counted(other), None, "{other}");
        }
    }
}
