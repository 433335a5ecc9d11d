//! The parser, which uses binding powers exactly as the Go implementation does.

use super::failure::{Failure, MAX_DEPTH, TOO_DEEP, syntax};
use super::lexer::{Kind, Token, tokens};
use super::node::{Comparison, Node, Operation};
use crate::go_json;
use crate::jose::json::Value;

/// Parses an expression.
///
/// # Errors
///
/// The message of the Go implementation, or the limit that the expression exceeds.
pub(crate) fn parse(text: &str) -> Result<Node, Failure> {
    let mut parser = Parser { tokens: tokens(text)?, index: 0, depth: 0 };
    let node = parser.expression(0)?;
    match parser.current() {
        Kind::End if node.height() > MAX_DEPTH => Err(Failure::Beyond(TOO_DEEP)),
        Kind::End => Ok(node),
        other => {
            syntax(&format!("Unexpected token at the end of the expression: {}", other.name()))
        }
    }
}

struct Parser {
    tokens: Vec<Token>,
    index: usize,
    depth: usize,
}

type Parsed = Result<Node, Failure>;

impl Parser {
    fn kind(&self, ahead: usize) -> Kind {
        self.tokens.get(self.index + ahead).map_or(Kind::End, |token| token.kind)
    }

    fn current(&self) -> Kind {
        self.kind(0)
    }

    fn advance(&mut self) -> Token {
        let token = self.tokens.get(self.index).cloned();
        self.index += 1;
        token.unwrap_or(Token { kind: Kind::End, text: String::new() })
    }

    fn expect(&mut self, kind: Kind) -> Result<(), Failure> {
        if self.current() == kind {
            self.advance();
            return Ok(());
        }
        syntax(&format!("Expected {}, received: {}", kind.name(), self.current().name()))
    }

    fn expression(&mut self, power: u8) -> Parsed {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Failure::Beyond(TOO_DEEP));
        }
        let first = self.advance();
        let mut left = self.prefix(first)?;
        while power < self.current().power() {
            let token = self.advance();
            left = self.infix(token.kind, left)?;
        }
        self.depth -= 1;
        Ok(left)
    }

    fn boxed(&mut self, power: u8) -> Result<Box<Node>, Failure> {
        self.expression(power).map(Box::new)
    }

    fn prefix(&mut self, token: Token) -> Parsed {
        match token.kind {
            Kind::Variable => Ok(Node::Let),
            Kind::Json => match go_json::syntax_error(token.text.as_bytes()) {
                Some(error) => Err(Failure::Invalid(error)),
                None => match Value::parse(token.text.as_bytes()) {
                    Ok(value) => Ok(Node::Literal(value)),
                    Err(_) => Err(Failure::Beyond("a literal in it is JSON that is not read here")),
                },
            },
            Kind::Text => Ok(Node::Literal(Value::from(token.text))),
            Kind::Unquoted if token.text == "let" && self.current() == Kind::Variable => {
                self.let_expression()
            }
            Kind::Quoted if self.current() == Kind::LeftParen => {
                syntax("Can't have quoted identifier as function name.")
            }
            Kind::Unquoted | Kind::Quoted => Ok(Node::Field(token.text)),
            Kind::Plus | Kind::Minus => Ok(Node::Sign {
                negative: token.kind == Kind::Minus,
                node: self.boxed(token.kind.power())?,
            }),
            Kind::Star => {
                let right = if self.current() == Kind::RightBracket {
                    Node::Current
                } else {
                    self.projected(Kind::Star.power())?
                };
                Ok(Node::ValueProjection(Box::new(Node::Current), Box::new(right)))
            }
            Kind::Filter => self.filter(Node::Current),
            Kind::LeftBrace => self.hash(),
            Kind::Flatten => self.flatten(Node::Current),
            Kind::LeftBracket => match self.current() {
                Kind::Number | Kind::Colon => self.index(Node::Current),
                Kind::Star if self.kind(1) == Kind::RightBracket => {
                    self.advance();
                    self.advance();
                    let right = self.projected(Kind::Star.power())?;
                    Ok(Node::Projection(Box::new(Node::Current), Box::new(right)))
                }
                _ => self.list(),
            },
            Kind::Current => Ok(Node::Current),
            Kind::Root => Ok(Node::Root),
            Kind::Reference => Ok(Node::Reference(self.boxed(0)?)),
            Kind::Not => Ok(Node::Not(self.boxed(Kind::Not.power())?)),
            Kind::LeftParen => {
                let node = self.expression(0)?;
                self.expect(Kind::RightParen)?;
                Ok(node)
            }
            Kind::End => syntax("Incomplete expression"),
            other => syntax(&format!("Invalid token: {}", other.name())),
        }
    }

    fn infix(&mut self, kind: Kind, left: Node) -> Parsed {
        let power = kind.power();
        let comparison = match kind {
            Kind::Equal => Some(Comparison::Equal),
            Kind::NotEqual => Some(Comparison::NotEqual),
            Kind::Less => Some(Comparison::Less),
            Kind::LessOrEqual => Some(Comparison::LessOrEqual),
            Kind::Greater => Some(Comparison::Greater),
            Kind::GreaterOrEqual => Some(Comparison::GreaterOrEqual),
            _ => None,
        };
        if let Some(comparison) = comparison {
            return Ok(Node::Compare(comparison, Box::new(left), self.boxed(power)?));
        }
        let operation = match kind {
            Kind::Plus => Some(Operation::Add),
            Kind::Minus => Some(Operation::Subtract),
            Kind::Star | Kind::Multiply => Some(Operation::Multiply),
            Kind::Divide => Some(Operation::Divide),
            Kind::DivideWhole => Some(Operation::DivideWhole),
            Kind::Modulo => Some(Operation::Modulo),
            _ => None,
        };
        if let Some(operation) = operation {
            return Ok(Node::Arithmetic(operation, Box::new(left), self.boxed(power)?));
        }
        match kind {
            Kind::Dot if self.current() == Kind::Star => {
                self.advance();
                let right = self.projected(power)?;
                Ok(Node::ValueProjection(Box::new(left), Box::new(right)))
            }
            Kind::Dot => {
                let right = self.after_dot(power)?;
                Ok(Node::Sub(Box::new(left), Box::new(right)))
            }
            Kind::Pipe => Ok(Node::Pipe(Box::new(left), self.boxed(power)?)),
            Kind::Or => Ok(Node::Or(Box::new(left), self.boxed(power)?)),
            Kind::And => Ok(Node::And(Box::new(left), self.boxed(power)?)),
            Kind::LeftParen => match left {
                Node::Field(name) => {
                    let arguments =
                        self.separated(|parser| parser.current() == Kind::RightParen)?;
                    self.expect(Kind::RightParen)?;
                    Ok(Node::Function(name, arguments))
                }
                _ => syntax("Invalid node as function name."),
            },
            Kind::Filter => self.filter(left),
            Kind::Flatten => self.flatten(left),
            Kind::Assign => {
                self.expression(0)?;
                Ok(Node::Let)
            }
            Kind::LeftBracket if matches!(self.current(), Kind::Number | Kind::Colon) => {
                self.index(left)
            }
            Kind::LeftBracket => {
                self.expect(Kind::Star)?;
                self.expect(Kind::RightBracket)?;
                let right = self.projected(Kind::Star.power())?;
                Ok(Node::Projection(Box::new(left), Box::new(right)))
            }
            other => syntax(&format!("Unexpected token: {}", other.name())),
        }
    }

    fn flatten(&mut self, left: Node) -> Parsed {
        let right = self.projected(Kind::Flatten.power())?;
        let flattened = Node::Flatten(Box::new(left));
        Ok(Node::Projection(Box::new(flattened), Box::new(right)))
    }

    fn filter(&mut self, left: Node) -> Parsed {
        let condition = self.boxed(0)?;
        self.expect(Kind::RightBracket)?;
        let right = if self.current() == Kind::Flatten {
            Node::Current
        } else {
            self.projected(Kind::Filter.power())?
        };
        Ok(Node::Filter { left: Box::new(left), condition, right: Box::new(right) })
    }

    /// Parses the rest of `[0]` or `[1:2]`, after the bracket.
    fn index(&mut self, left: Node) -> Parsed {
        if self.current() != Kind::Colon && self.kind(1) != Kind::Colon {
            let index = whole(&self.advance().text)?;
            self.expect(Kind::RightBracket)?;
            return Ok(Node::Sub(Box::new(left), Box::new(Node::Index(index))));
        }
        let mut parts = [None; 3];
        let mut part = 0;
        loop {
            match self.current() {
                Kind::RightBracket => break,
                Kind::Colon => {
                    part += 1;
                    if part == parts.len() {
                        return syntax("Too many colons in slice expression");
                    }
                    self.advance();
                }
                Kind::Number => {
                    let number = whole(&self.advance().text)?;
                    if let Some(part) = parts.get_mut(part) {
                        *part = Some(number);
                    }
                }
                other => {
                    let received = other.name();
                    return syntax(&format!("Expected tColon or tNumber, received: {received}"));
                }
            }
        }
        self.expect(Kind::RightBracket)?;
        let slice = Node::Sub(Box::new(left), Box::new(Node::Slice(parts)));
        let right = self.projected(Kind::Star.power())?;
        Ok(Node::Projection(Box::new(slice), Box::new(right)))
    }

    fn list(&mut self) -> Parsed {
        let mut nodes = Vec::new();
        loop {
            nodes.push(self.expression(0)?);
            if self.current() == Kind::RightBracket {
                break;
            }
            self.expect(Kind::Comma)?;
        }
        self.expect(Kind::RightBracket)?;
        Ok(Node::List(nodes))
    }

    fn hash(&mut self) -> Parsed {
        let mut members = Vec::new();
        loop {
            if !matches!(self.current(), Kind::Unquoted | Kind::Quoted) {
                return syntax("Expected tQuotedIdentifier or tUnquotedIdentifier");
            }
            let name = self.advance().text;
            self.expect(Kind::Colon)?;
            members.push((name, self.expression(0)?));
            match self.current() {
                Kind::RightBrace => break,
                Kind::Comma => {
                    self.advance();
                }
                // The Go implementation does not require the comma.
                _ => {}
            }
        }
        self.expect(Kind::RightBrace)?;
        Ok(Node::Hash(members))
    }

    fn after_dot(&mut self, power: u8) -> Parsed {
        match self.current() {
            Kind::Quoted | Kind::Unquoted | Kind::Star => self.expression(power),
            Kind::LeftBracket => {
                self.advance();
                self.list()
            }
            Kind::LeftBrace => {
                self.advance();
                self.hash()
            }
            _ => syntax("Expected identifier, lbracket, or lbrace"),
        }
    }

    /// Parses the expression that is applied to each element of a projection.
    fn projected(&mut self, power: u8) -> Parsed {
        match self.current() {
            kind if kind.power() < 10 => Ok(Node::Current),
            Kind::LeftBracket | Kind::Filter => self.expression(power),
            Kind::Dot => {
                self.advance();
                self.after_dot(power)
            }
            _ => syntax("Error"),
        }
    }

    fn let_expression(&mut self) -> Parsed {
        let is_in = |parser: &Self| {
            parser
                .tokens
                .get(parser.index)
                .is_some_and(|token| token.kind == Kind::Unquoted && token.text == "in")
        };
        self.separated(is_in)?;
        self.advance();
        self.expression(0)?;
        Ok(Node::Let)
    }

    /// Parses a list of expressions. The Go implementation does not require the commas between
    /// them.
    fn separated(&mut self, ends: impl Fn(&Self) -> bool) -> Result<Vec<Node>, Failure> {
        let mut nodes = Vec::new();
        while !ends(self) {
            nodes.push(self.expression(0)?);
            if self.current() == Kind::Comma {
                self.advance();
            }
        }
        Ok(nodes)
    }
}

/// Parses an integer, with the error message of Go.
fn whole(text: &str) -> Result<i64, Failure> {
    text.parse().map_err(|_| {
        Failure::Invalid(format!("strconv.Atoi: parsing \"{text}\": value out of range"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_an_expression_is_refused_in_the_words_of_the_implementation() {
        let end = |token: &str| {
            format!("SyntaxError: Unexpected token at the end of the expression: {token}")
        };
        for (text, message) in [
            ("https://hasura.io/jwt/claims", end("TOKColon")),
            ("urn:claims", end("TOKColon")),
            ("a b", end("TOKUnquotedIdentifier")),
            ("a \"b\"", end("TOKQuotedIdentifier")),
            ("a 1", end("TOKNumber")),
            ("a]", end("TOKRbracket")),
            ("a)", end("TOKRparen")),
            ("a}", end("TOKRbrace")),
            ("a,b", end("TOKComma")),
            ("a@", end("TOKCurrent")),
            ("a 'b'", end("TOKStringLiteral")),
            ("a `1`", end("TOKJSONLiteral")),
            ("a $", end("TOKRoot")),
            ("a $b", end("TOKVarref")),
            ("a & b", end("TOKExpref")),
            ("", "SyntaxError: Incomplete expression".to_owned()),
            ("a ||", "SyntaxError: Incomplete expression".to_owned()),
            ("(a", "SyntaxError: Expected TOKRparen, received: TOKEOF".to_owned()),
            ("a[", "SyntaxError: Expected TOKStar, received: TOKEOF".to_owned()),
            ("a[b]", "SyntaxError: Expected TOKStar, received: TOKUnquotedIdentifier".to_owned()),
            ("a[*", "SyntaxError: Expected TOKRbracket, received: TOKEOF".to_owned()),
            ("[a b]", "SyntaxError: Expected TOKComma, received: TOKUnquotedIdentifier".to_owned()),
            ("{a}", "SyntaxError: Expected TOKColon, received: TOKRbrace".to_owned()),
            ("{1: a}", "SyntaxError: Expected tQuotedIdentifier or tUnquotedIdentifier".to_owned()),
            ("a.", "SyntaxError: Expected identifier, lbracket, or lbrace".to_owned()),
            ("a.1", "SyntaxError: Expected identifier, lbracket, or lbrace".to_owned()),
            ("a..b", "SyntaxError: Expected identifier, lbracket, or lbrace".to_owned()),
            (".a", "SyntaxError: Invalid token: TOKDot".to_owned()),
            (":a", "SyntaxError: Invalid token: TOKColon".to_owned()),
            ("=a", "SyntaxError: Invalid token: TOKAssign".to_owned()),
            ("a{b: c}", "SyntaxError: Unexpected token: TOKLbrace".to_owned()),
            ("a!b", "SyntaxError: Unexpected token: TOKNot".to_owned()),
            ("a[0:1:2:3]", "SyntaxError: Too many colons in slice expression".to_owned()),
            (
                "a[0:b]",
                "SyntaxError: Expected tColon or tNumber, received: TOKUnquotedIdentifier"
                    .to_owned(),
            ),
            ("@(a)", "SyntaxError: Invalid node as function name.".to_owned()),
            ("\"a\"(b)", "SyntaxError: Can't have quoted identifier as function name.".to_owned()),
            ("\"a", "SyntaxError: Unclosed delimiter: \"".to_owned()),
            ("'a", "SyntaxError: Unclosed delimiter: '".to_owned()),
            ("`a", "SyntaxError: Unclosed delimiter: `".to_owned()),
            ("a#b", "SyntaxError: Unknown char: '#'".to_owned()),
            ("é", r"SyntaxError: Unknown char: '\u00e9'".to_owned()),
            ("😀", r"SyntaxError: Unknown char: '\U0001f600'".to_owned()),
            ("a[*].b[*]{c: d}", "SyntaxError: Error".to_owned()),
            ("a\\b", r"SyntaxError: Unknown char: '\\'".to_owned()),
            ("`nil`", "invalid character 'i' in literal null (expecting 'u')".to_owned()),
            (r#""\x""#, "invalid character 'x' in string escape code".to_owned()),
            (
                "a[99999999999999999999]",
                r#"strconv.Atoi: parsing "99999999999999999999": value out of range"#.to_owned(),
            ),
        ] {
            assert_eq!(parse(text), Err(Failure::Invalid(message)), "{text}");
        }
    }

    #[test]
    fn what_is_an_expression_is_read() {
        for text in [
            "a.b[0].c",
            "a[*].b | [0]",
            "*.a",
            "[*]",
            "@",
            "$.a",
            "a[?b == 'c' && !d].e",
            "{a: b, \"c\": d}",
            "a.{b: c}",
            "a.[b, c]",
            "length(a)",
            "sort_by(a, &b)",
            "`{\"a\":1}`",
            "a[]",
            "a[][]",
            "a[::-1]",
            "a[1:]",
            "a || b",
            "(a || b) && c",
            "a[-1]",
            "'it\\'s'",
            "max_by(a, &b).c",
            "x-hasura-role",
            "a + b",
            "let $x = a in $x",
            "a[?b > `1`] | [0]",
        ] {
            assert!(parse(text).is_ok(), "{text}: {:?}", parse(text));
        }
    }

    #[test]
    fn nesting_is_bounded() {
        for open in ["(", "!", "[", "-", "& ", "{a:"] {
            assert_eq!(parse(&open.repeat(500)), Err(Failure::Beyond(TOO_DEEP)), "{open}");
        }
        let beyond = Err(Failure::Beyond(TOO_DEEP));
        for many in ["[]".repeat(500), vec!["a"; 500].join("+"), vec!["a"; 300].join("==")] {
            assert_eq!(parse(&many), beyond, "{many}");
        }
        for glue in [".", "|", "||", "&&"] {
            assert!(parse(&vec!["a"; 300].join(glue)).is_ok(), "{glue}");
        }
    }
}
