//! A model of the sources for the guards: modules, their imports, and every path that is named.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Attribute, ImplItem, Item, Member, Meta, Pat, Token, TraitItem, Type, UseTree};

/// A module path, which is empty for the root of the crate.
pub(crate) type ModulePath = Vec<String>;

/// The crates of the standard library.
const STANDARD: [&str; 3] = ["std", "core", "alloc"];

/// The maximum length of a chain of imports and re-exports. A longer chain is circular.
const MAX_HOPS: usize = 12;

/// The sources of the crate without test code.
pub(crate) struct Sources {
    pub(crate) files: Vec<SourceFile>,
    /// Files that no `mod` declares
    pub(crate) undeclared: Vec<String>,
    modules: BTreeMap<ModulePath, Module>,
    crates: BTreeSet<String>,
}

/// A source file and what it contains.
#[derive(Default)]
pub(crate) struct SourceFile {
    /// The name, such as `render/time.rs`
    pub(crate) name: String,
    /// The methods that are called, such as `is_file` in `path.is_file()`
    pub(crate) methods: BTreeSet<String>,
    /// The fields that are declared, read or destructured, and the `bool` parameters, such as
    /// `color` in `fn f(color: bool)`, `page.color` and `Page { color, .. }`
    pub(crate) members: BTreeSet<String>,
    /// The macros that are called, such as `println`
    pub(crate) macros: BTreeSet<String>,
    /// The string literals
    pub(crate) strings: Vec<String>,
    module: ModulePath,
    mentions: Vec<Mention>,
}

#[derive(Default)]
struct Module {
    file: String,
    children: BTreeSet<String>,
    test_children: BTreeSet<String>,
    /// The imports, by their local name. Blocks can have their own imports, so a name may have
    /// several meanings.
    imports: BTreeMap<String, Vec<Named>>,
    globs: Vec<Named>,
    items: BTreeSet<String>,
}

/// A path as written.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Named {
    segments: Vec<String>,
    /// Whether the path begins with `::`
    rooted: bool,
}

#[derive(Clone, Debug)]
struct Mention {
    module: ModulePath,
    path: Named,
    import: bool,
}

/// The target of a path.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Target {
    /// A module of this crate, and the names inside it
    Inside { module: ModulePath, rest: Vec<String> },
    /// A path into another crate, beginning with the name of that crate
    Foreign(Vec<String>),
}

/// One step in resolving a path: the path itself or, for a re-export, the path that it re-exports.
pub(crate) struct Step {
    pub(crate) target: Target,
    /// Whether this is the last step
    pub(crate) last: bool,
}

impl Sources {
    /// Reads the sources below a folder; `crates` are the crates that they may use.
    pub(crate) fn read(root: &Path, crates: impl IntoIterator<Item = String>) -> Self {
        fn walk(folder: &Path, root: &Path, found: &mut Vec<(String, String)>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path, root, found);
                } else if path.extension().is_some_and(|ending| ending == "rs") {
                    let name = path.strip_prefix(root).unwrap().to_str().unwrap();
                    found.push((name.replace('\\', "/"), fs::read_to_string(&path).unwrap()));
                }
            }
        }
        let mut texts = Vec::new();
        walk(root, root, &mut texts);
        texts.sort();
        let texts: Vec<_> = texts.iter().map(|(name, text)| (&**name, &**text)).collect();
        Self::parse(&texts, crates)
    }

    /// Parses files given by name and content; `lib.rs` and `main.rs` are crate roots.
    pub(crate) fn parse(files: &[(&str, &str)], crates: impl IntoIterator<Item = String>) -> Self {
        let crates = crates.into_iter().collect();
        let mut sources =
            Self { files: Vec::new(), undeclared: Vec::new(), modules: BTreeMap::new(), crates };
        for (name, text) in files {
            let syntax = syn::parse_file(text).map_err(|error| format!("{name}: {error}")).unwrap();
            let module = module_of(name);
            let file = SourceFile {
                name: (*name).to_owned(),
                module: module.clone(),
                ..SourceFile::default()
            };
            let mut reader = Reader { sources: &mut sources, file, module };
            reader.enter();
            reader.visit_file(&syntax);
            let file = reader.file;
            sources.files.push(file);
        }
        sources.keep_what_is_compiled();
        sources
    }

    /// Drops the files of test modules, and collects those that no `mod` declares.
    fn keep_what_is_compiled(&mut self) {
        let (mut kept, mut undeclared) = (Vec::new(), Vec::new());
        for file in std::mem::take(&mut self.files) {
            let mut declared = true;
            let mut tests_only = false;
            if !matches!(&*file.name, "lib.rs" | "main.rs") {
                for depth in 0..file.module.len() {
                    let parent = self.modules.get(&file.module[..depth]);
                    let child = &file.module[depth];
                    declared &= parent.is_some_and(|parent| parent.children.contains(child));
                    tests_only |= parent.is_some_and(|parent| parent.test_children.contains(child));
                }
            }
            match (declared, tests_only) {
                (true, _) => kept.push(file),
                (false, true) => {}
                (false, false) => undeclared.push(file.name),
            }
        }
        (self.files, self.undeclared) = (kept, undeclared);
    }

    /// Returns every step of every path that a file names.
    pub(crate) fn steps(&self, file: &SourceFile) -> Vec<Step> {
        let mut steps = Vec::new();
        for mention in &file.mentions {
            self.follow(mention, 0, &mut steps);
        }
        steps
    }

    /// Returns the file that contains a module.
    pub(crate) fn file_of(&self, module: &[String]) -> Option<&str> {
        self.modules.get(module).map(|module| &*module.file)
    }

    fn follow(&self, mention: &Mention, hops: usize, steps: &mut Vec<Step>) {
        for start in self.starts(mention, hops) {
            let (mut module, mut rest) = match start {
                Target::Inside { module, rest } => (module, rest),
                target @ Target::Foreign(_) => {
                    steps.push(Step { target, last: true });
                    continue;
                }
            };
            while let Some(name) = rest.first() {
                let declares = |module: &Module| module.children.contains(name);
                if !self.modules.get(&module).is_some_and(declares) {
                    break;
                }
                // A function may have the same name as the module next to it.
                if rest.len() == 1 {
                    self.step_to(mention, &module, &rest, hops, steps);
                }
                module.push(rest.remove(0));
            }
            if self.step_to(mention, &module, &rest, hops, steps) == 0 {
                steps.push(Step { target: Target::Inside { module, rest }, last: true });
            }
        }
    }

    /// Follows a path to a name that a module defines or re-exports, and on to the re-exported
    /// path. Returns the number of ways to do so.
    fn step_to(
        &self,
        mention: &Mention,
        module: &ModulePath,
        rest: &[String],
        hops: usize,
        steps: &mut Vec<Step>,
    ) -> usize {
        let Some((name, _)) = rest.split_first() else { return 0 };
        let target = Target::Inside { module: module.clone(), rest: rest.to_vec() };
        if self.modules.get(module).is_some_and(|module| module.items.contains(name)) {
            steps.push(Step { target, last: true });
            return 1;
        }
        let own = mention.import && *module == mention.module;
        let onward = if own || hops >= MAX_HOPS { Vec::new() } else { self.exports(module, rest) };
        let ways = onward.len();
        if ways > 0 {
            steps.push(Step { target, last: false });
        }
        for path in onward {
            let next = Mention { module: module.clone(), path, import: mention.import };
            self.follow(&next, hops + 1, steps);
        }
        ways
    }

    /// Returns the paths that a module's imports give for a name that is used from outside.
    fn exports(&self, module: &ModulePath, rest: &[String]) -> Vec<Named> {
        let Some((name, after)) = rest.split_first() else { return Vec::new() };
        let Some(module) = self.modules.get(module) else { return Vec::new() };
        if module.items.contains(name) {
            return Vec::new();
        }
        match module.imports.get(name) {
            Some(paths) => paths.iter().map(|path| path.with(after)).collect(),
            None => module.globs.iter().map(|path| path.with(rest)).collect(),
        }
    }

    /// Returns the possible starts of a path: a module of this crate, or another crate.
    fn starts(&self, mention: &Mention, hops: usize) -> Vec<Target> {
        let Mention { module, path, import } = mention;
        let inside = |module: &[String], rest: &[String]| Target::Inside {
            module: module.to_vec(),
            rest: rest.to_vec(),
        };
        let Some((first, rest)) = path.segments.split_first() else { return Vec::new() };
        if path.rooted {
            return self.foreign(&path.segments).into_iter().collect();
        }
        match &**first {
            "crate" => return vec![inside(&[], rest)],
            "self" => return vec![inside(module, rest)],
            "Self" => return Vec::new(),
            "super" => {
                let ups = path.segments.iter().take_while(|name| *name == "super").count();
                let parent = &module[..module.len().saturating_sub(ups)];
                return vec![inside(parent, &path.segments[ups..])];
            }
            _ => {}
        }
        let Some(scope) = self.modules.get(module) else { return Vec::new() };
        // A path with several segments starts in the module, even if a function of the same name is
        // imported.
        if !rest.is_empty() && scope.children.contains(first) {
            return vec![inside(module, &path.segments)];
        }
        let imported: Vec<Named> =
            scope.imports.get(first).into_iter().flatten().cloned().collect();
        // `use url::Url as url` imports under its own name; the path means the crate.
        let imported: Vec<Named> =
            imported.into_iter().filter(|named| !(*import && *named == *path)).collect();
        if !imported.is_empty() && hops < MAX_HOPS {
            let mentions = imported.iter().map(|named| Mention {
                module: module.clone(),
                path: named.with(rest),
                import: true,
            });
            return mentions.flat_map(|mention| self.starts(&mention, hops + 1)).collect();
        }
        // A single name is a variable unless it was imported.
        let qualified = *import || !rest.is_empty();
        if *import && scope.children.contains(first) {
            return vec![inside(module, &path.segments)];
        }
        if scope.items.contains(first) {
            return Vec::new();
        }
        if qualified && let Some(target) = self.foreign(&path.segments) {
            return vec![target];
        }
        if *import || hops >= MAX_HOPS {
            return Vec::new();
        }
        // Names that may have been imported by `use …::*`.
        let brought = scope.globs.iter().flat_map(|glob| {
            let glob = Mention { module: module.clone(), path: glob.clone(), import: true };
            self.starts(&glob, hops + 1)
        });
        brought
            .filter_map(|start| match start {
                Target::Foreign(segments) => {
                    Some(Target::Foreign([&segments[..], &path.segments].concat()))
                }
                Target::Inside { module, rest } => {
                    let module = [module, rest].concat();
                    let held = self.modules.get(&module)?;
                    let holds = held.items.contains(first)
                        || held.children.contains(first)
                        || held.imports.contains_key(first);
                    holds.then(|| inside(&module, &path.segments))
                }
            })
            .collect()
    }

    fn foreign(&self, segments: &[String]) -> Option<Target> {
        let (first, rest) = segments.split_first()?;
        if first == "jwtool" {
            return Some(Target::Inside { module: Vec::new(), rest: rest.to_vec() });
        }
        let known = STANDARD.contains(&&**first) || self.crates.contains(first);
        // `core` and `alloc` are part of `std`.
        let first = if STANDARD.contains(&&**first) { "std".to_owned() } else { first.clone() };
        known.then(|| Target::Foreign([&[first], rest].concat()))
    }
}

impl Named {
    fn with(&self, rest: &[String]) -> Self {
        Self { segments: [&self.segments[..], rest].concat(), rooted: self.rooted }
    }
}

fn module_of(file: &str) -> ModulePath {
    match file {
        "lib.rs" => Vec::new(),
        // The binary is a separate crate next to the library.
        "main.rs" => vec!["main".to_owned()],
        _ => {
            let path = file.trim_end_matches(".rs");
            let path = path.strip_suffix("/mod").unwrap_or(path);
            path.split('/').map(ToOwned::to_owned).collect()
        }
    }
}

/// Collects the contents of one file.
struct Reader<'a> {
    sources: &'a mut Sources,
    file: SourceFile,
    module: ModulePath,
}

impl Reader<'_> {
    fn enter(&mut self) {
        self.scope().file.clear();
        let name = self.file.name.clone();
        self.scope().file = name;
    }

    fn scope(&mut self) -> &mut Module {
        self.sources.modules.entry(self.module.clone()).or_default()
    }

    fn mention(&mut self, path: Named, import: bool) {
        let module = self.module.clone();
        self.file.mentions.push(Mention { module, path, import });
    }

    fn import(&mut self, tree: &UseTree, before: &Named) {
        let joined = |name: &syn::Ident| before.with(&[plain(name)]);
        match tree {
            UseTree::Path(path) => self.import(&path.tree, &joined(&path.ident)),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.import(tree, before);
                }
            }
            UseTree::Glob(_) => {
                self.mention(before.clone(), true);
                self.scope().globs.push(before.clone());
            }
            UseTree::Name(name) => {
                let (name, path) = if name.ident == "self" {
                    (before.segments.last().cloned().unwrap_or_default(), before.clone())
                } else {
                    (plain(&name.ident), joined(&name.ident))
                };
                self.import_as(name, path);
            }
            UseTree::Rename(rename) => {
                let path =
                    if rename.ident == "self" { before.clone() } else { joined(&rename.ident) };
                self.import_as(plain(&rename.rename), path);
            }
        }
    }

    fn import_as(&mut self, name: String, path: Named) {
        self.mention(path.clone(), true);
        if name != "_" {
            self.scope().imports.entry(name).or_default().push(path);
        }
    }

    fn member(&mut self, member: &Member) {
        if let Member::Named(name) = member {
            self.file.members.insert(plain(name));
        }
    }

    /// Collects paths, methods, fields, macros and strings from unparsed tokens.
    fn tokens(&mut self, tokens: TokenStream, strings: bool) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let is = |at: usize, sign: char| matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == sign);
        let separator = |at: usize| is(at, ':') && is(at + 1, ':');
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Group(group) => self.tokens(group.stream(), strings),
                TokenTree::Literal(literal) => {
                    if let syn::Lit::Str(text) = syn::Lit::new(literal.clone()) {
                        self.path_in_string(&text.value());
                        if strings {
                            self.file.strings.push(text.value());
                        }
                    }
                }
                TokenTree::Ident(ident) => {
                    let begin = at;
                    let rooted = begin >= 2 && separator(begin - 2);
                    let mut segments = vec![plain(ident)];
                    while separator(at + 1)
                        && let Some(TokenTree::Ident(next)) = tokens.get(at + 3)
                    {
                        segments.push(plain(next));
                        at += 3;
                    }
                    let called = matches!(
                        tokens.get(at + 1),
                        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis
                    ) || separator(at + 1);
                    let member =
                        begin >= 1 && is(begin - 1, '.') && !(begin >= 2 && is(begin - 2, '.'));
                    if member && called {
                        self.file.methods.insert(segments[0].clone());
                    } else if member {
                        self.file.members.insert(segments[0].clone());
                    }
                    if is(at + 1, '!') && !is(at + 2, '=') {
                        self.file.macros.insert(segments[segments.len() - 1].clone());
                    }
                    self.mention(Named { segments, rooted }, false);
                }
                TokenTree::Punct(_) => {}
            }
            at += 1;
        }
    }

    /// Collects a path in a string, as in `#[serde(with = "crate::jose::json")]`.
    fn path_in_string(&mut self, text: &str) {
        if text.contains("::")
            && let Ok(path) = syn::parse_str::<syn::Path>(text)
        {
            self.visit_path(&path);
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let name = plain(&item.ident);
        let elsewhere = item.attrs.iter().any(|attribute| attribute.path().is_ident("path"));
        assert!(!elsewhere, "{}: `#[path]` hides where a module is", self.file.name);
        self.scope().children.insert(name.clone());
        self.module.push(name);
        if item.content.is_some() {
            self.enter();
        }
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let before = Named { segments: Vec::new(), rooted: item.leading_colon.is_some() };
        self.import(&item.tree, &before);
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        let path = Named { segments: vec![plain(&item.ident)], rooted: true };
        let name = item.rename.as_ref().map_or(&item.ident, |(_, name)| name);
        self.import_as(plain(name), path);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments = path.segments.iter().map(|segment| plain(&segment.ident)).collect();
        self.mention(Named { segments, rooted: path.leading_colon.is_some() }, false);
        visit::visit_path(self, path);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.file.methods.insert(plain(&call.method));
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_field(&mut self, field: &'ast syn::ExprField) {
        self.member(&field.member);
        visit::visit_expr_field(self, field);
    }

    fn visit_field_pat(&mut self, field: &'ast syn::FieldPat) {
        self.member(&field.member);
        visit::visit_field_pat(self, field);
    }

    fn visit_pat_type(&mut self, parameter: &'ast syn::PatType) {
        if let (Pat::Ident(name), Type::Path(path)) = (&*parameter.pat, &*parameter.ty)
            && path.path.is_ident("bool")
        {
            self.file.members.insert(plain(&name.ident));
        }
        visit::visit_pat_type(self, parameter);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.visit_path(&call.path);
        if let Some(name) = call.path.segments.last() {
            self.file.macros.insert(plain(&name.ident));
        }
        self.tokens(call.tokens.clone(), true);
    }

    fn visit_lit_str(&mut self, text: &'ast syn::LitStr) {
        self.file.strings.push(text.value());
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        let ignored = ["doc", "cfg", "expect", "allow", "warn", "deny", "forbid", "rustfmt"];
        let path = attribute.path();
        if !ignored.iter().any(|name| path.segments.first().is_some_and(|one| one.ident == *name)) {
            self.visit_path(path);
            match &attribute.meta {
                Meta::Path(_) => {}
                Meta::List(list) => self.tokens(list.tokens.clone(), true),
                Meta::NameValue(pair) => self.visit_expr(&pair.value),
            }
        }
    }

    fn visit_token_stream(&mut self, tokens: &'ast TokenStream) {
        self.tokens(tokens.clone(), true);
    }

    // Code that may be compiled only for tests:

    fn visit_item(&mut self, item: &'ast Item) {
        if is_compiled(attributes(item)) {
            if let Some(name) = name_of(item) {
                self.scope().items.insert(name);
            }
            visit::visit_item(self, item);
        } else if let Item::Mod(module) = item {
            self.scope().test_children.insert(plain(&module.ident));
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let attributes = match item {
            ImplItem::Const(item) => &item.attrs,
            ImplItem::Fn(item) => &item.attrs,
            ImplItem::Type(item) => &item.attrs,
            ImplItem::Macro(item) => &item.attrs,
            _ => &Vec::new(),
        };
        if is_compiled(attributes) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_trait_item(&mut self, item: &'ast TraitItem) {
        let attributes = match item {
            TraitItem::Const(item) => &item.attrs,
            TraitItem::Fn(item) => &item.attrs,
            TraitItem::Type(item) => &item.attrs,
            TraitItem::Macro(item) => &item.attrs,
            _ => &Vec::new(),
        };
        if is_compiled(attributes) {
            visit::visit_trait_item(self, item);
        }
    }

    fn visit_field(&mut self, field: &'ast syn::Field) {
        if is_compiled(&field.attrs) {
            if let Some(name) = &field.ident {
                self.file.members.insert(plain(name));
            }
            visit::visit_field(self, field);
        }
    }

    fn visit_variant(&mut self, variant: &'ast syn::Variant) {
        if is_compiled(&variant.attrs) {
            visit::visit_variant(self, variant);
        }
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        if is_compiled(&local.attrs) {
            visit::visit_local(self, local);
        }
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        if is_compiled(&arm.attrs) {
            visit::visit_arm(self, arm);
        }
    }
}

/// Whether an item is part of the program and not only of its tests.
fn is_compiled(attributes: &[Attribute]) -> bool {
    attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")).all(|attribute| {
        let condition = attribute.parse_args::<Meta>();
        condition.map_or(true, |condition| holds(&condition) != Some(false))
    })
}

/// Evaluates a condition without `test`. Returns `None` if the result is unknown.
fn holds(condition: &Meta) -> Option<bool> {
    let Meta::List(list) = condition else {
        return condition.path().is_ident("test").then_some(false);
    };
    let parts = Punctuated::<Meta, Token![,]>::parse_terminated.parse2(list.tokens.clone()).ok()?;
    let mut parts = parts.iter().map(holds);
    if list.path.is_ident("not") {
        return parts.next()?.map(|held| !held);
    }
    // One false part decides `all`, and one true part decides `any`.
    let decisive = list.path.is_ident("any");
    let parts: Vec<_> = parts.collect();
    if parts.contains(&Some(decisive)) {
        return Some(decisive);
    }
    (!parts.contains(&None)).then_some(!decisive)
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::ForeignMod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::TraitAlias(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Returns the name that an item defines.
fn name_of(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::TraitAlias(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(plain(name))
}

/// Returns a name without `r#`.
fn plain(ident: &proc_macro2::Ident) -> String {
    ident.to_string().trim_start_matches("r#").to_owned()
}
