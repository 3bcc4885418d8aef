//! The modules of a crate, as its `mod` items make them, and where a path leads that one of them names.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use syn::{Attribute, Item, ItemUse, UseTree, Visibility};

/// A module, as its path from the crate's root, which is empty: `["requests", "budget"]`.
pub(crate) type Module = Vec<String>;

/// A crate: what a program is compiled from, tests left out.
pub(crate) struct Tree {
    name: String,
    scopes: BTreeMap<Module, Scope>,
}

/// One module: a file, or a part of one.
pub(crate) struct Scope {
    /// Which module the file is that holds it.
    pub(crate) file: Module,
    /// But modules.
    pub(crate) items: Vec<Item>,
    pub(crate) children: Vec<Child>,
}

pub(crate) struct Child {
    pub(crate) name: String,
    pub(crate) is_public: bool,
    pub(crate) is_hidden: bool,
}

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    Module(Module),
    /// The item of this name in a module, or what is in it.
    Item(Module, String),
}

/// One name that a `use` brings in.
pub(crate) struct Import {
    /// `None` for all that there is.
    pub(crate) name: Option<String>,
    pub(crate) path: Vec<String>,
}

impl Tree {
    /// How often a name may be handed on: more often, it leads to itself.
    const HANDED_ON: usize = 16;

    /// The crate in a folder of the workspace, from the file that is its root: `lib`, or a program's `main`.
    pub(crate) fn of(folder: &str, root: &str) -> Self {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let src = workspace.join(folder).join("src");
        let read = |module: &Module| {
            let file = match module.is_empty() {
                true => root.to_owned(),
                false => module.join("/"),
            };
            let file = src.join(file).with_extension("rs");
            fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
        };
        // What belongs to a program names the library as others do.
        let name = match root {
            "lib" => folder.replace('-', "_"),
            _ => String::new(),
        };
        Self::read(&name, &read)
    }

    /// The crate of this name whose files `read` has.
    pub(crate) fn read(name: &str, read: &dyn Fn(&Module) -> String) -> Self {
        let (name, scopes) = (name.to_owned(), BTreeMap::new());
        let mut tree = Self { name, scopes };
        tree.take_file(Module::new(), read);
        tree
    }

    fn take_file(&mut self, module: Module, read: &dyn Fn(&Module) -> String) {
        let file = syn::parse_file(&read(&module)).unwrap();
        self.take(module.clone(), &module, file.items, read);
    }

    fn take(
        &mut self,
        module: Module,
        file: &Module,
        items: Vec<Item>,
        read: &dyn Fn(&Module) -> String,
    ) {
        let mut scope = Scope {
            file: file.clone(),
            items: Vec::new(),
            children: Vec::new(),
        };
        for item in items.into_iter().filter(|item| !is_test(item)) {
            let Item::Mod(child) = item else {
                scope.items.push(item);
                continue;
            };
            let name = child.ident.to_string();
            let below = [module.clone(), vec![name.clone()]].concat();
            match child.content {
                Some((_, items)) => self.take(below, file, items, read),
                None => self.take_file(below, read),
            }
            scope.children.push(Child {
                name,
                is_public: is_public(&child.vis),
                is_hidden: is_hidden(&child.attrs),
            });
        }
        self.scopes.insert(module, scope);
    }

    pub(crate) fn scopes(&self) -> impl Iterator<Item = (&Module, &Scope)> {
        self.scopes.iter()
    }

    pub(crate) fn scope(&self, module: &Module) -> &Scope {
        &self.scopes[module]
    }

    /// Where a path leads that `from` names, through all that hand it on. `None` if it leads out of the
    /// crate, or into what is generated.
    pub(crate) fn find(&self, from: &Module, path: &[String]) -> Option<Found> {
        self.find_within(from, path, Self::HANDED_ON)
    }

    fn find_within(&self, from: &Module, path: &[String], left: usize) -> Option<Found> {
        let left = left.checked_sub(1)?;
        match self.absolute(from, path) {
            Some((at, rest)) => self.below(at.clone(), rest, left).or_else(|| {
                let scope = &self.scopes[&at];
                // What a macro makes belongs to its file.
                let name = rest.first().filter(|_| !scope.is_completed())?;
                Some(Found::Item(at, name.clone()))
            }),
            None => self.below(from.clone(), path, left),
        }
    }

    /// The module that a path begins with, and the rest; `None` if it begins with a name.
    pub(crate) fn absolute<'a>(
        &self,
        from: &Module,
        path: &'a [String],
    ) -> Option<(Module, &'a [String])> {
        let (first, mut rest) = path.split_first()?;
        let mut at = match first.as_str() {
            "crate" => Module::new(),
            "self" => from.clone(),
            "super" => from.split_last()?.1.to_vec(),
            name if name == self.name => Module::new(),
            _ => return None,
        };
        while let Some((_, further)) = rest.split_first().filter(|it| it.0 == "super") {
            at.pop();
            rest = further;
        }
        Some((at, rest))
    }

    fn below(&self, mut at: Module, path: &[String], left: usize) -> Option<Found> {
        let Some((name, rest)) = path.split_first() else {
            return Some(Found::Module(at));
        };
        let scope = &self.scopes[&at];
        if scope.children.iter().any(|child| child.name == *name) {
            at.push(name.clone());
            let found = self.below(at.clone(), rest, left);
            let made = rest.first().map(|it| Found::Item(at, it.clone()));
            return found.or(made);
        }
        if scope
            .items
            .iter()
            .any(|item| name_of(item) == Some(name.clone()))
        {
            return Some(Found::Item(at, name.clone()));
        }
        let imports = || scope.imports().flat_map(|item| leaves(&item.tree));
        if let Some(import) = imports().find(|it| it.name.as_ref() == Some(name)) {
            return self.find_within(&at, &[&import.path, rest].concat(), left);
        }
        let globs = imports().filter(|it| it.name.is_none());
        let mut found = globs.filter_map(|glob| {
            let (at, rest) = match self.find_within(&at, &glob.path, left)? {
                Found::Module(module) => (module, path),
                item @ Found::Item(..) => return Some(item),
            };
            self.below(at, rest, left)
        });
        found.next()
    }
}

impl Scope {
    pub(crate) fn imports(&self) -> impl Iterator<Item = &ItemUse> {
        self.items.iter().filter_map(|item| match item {
            Item::Use(item) => Some(item),
            _ => None,
        })
    }

    /// Whether what is generated goes on here.
    fn is_completed(&self) -> bool {
        self.items.iter().any(|item| match item {
            Item::Macro(item) => item.mac.path.is_ident("include"),
            _ => false,
        })
    }
}

/// The names that a `use` brings in, each with its path.
pub(crate) fn leaves(tree: &UseTree) -> Vec<Import> {
    fn collect(tree: &UseTree, mut path: Vec<String>, imports: &mut Vec<Import>) {
        let name = match tree {
            UseTree::Path(tree) => {
                path.push(tree.ident.to_string());
                return collect(&tree.tree, path, imports);
            }
            UseTree::Group(tree) => {
                return tree
                    .items
                    .iter()
                    .for_each(|it| collect(it, path.clone(), imports));
            }
            UseTree::Name(tree) => {
                if tree.ident != "self" {
                    path.push(tree.ident.to_string());
                }
                path.last().cloned()
            }
            UseTree::Rename(tree) => {
                if tree.ident != "self" {
                    path.push(tree.ident.to_string());
                }
                Some(tree.rename.to_string())
            }
            UseTree::Glob(_) => None,
        };
        imports.push(Import { name, path });
    }
    let mut imports = Vec::new();
    collect(tree, Vec::new(), &mut imports);
    imports
}

/// What an item is called, but a module; `None` for one without a name.
pub(crate) fn name_of(item: &Item) -> Option<String> {
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
    Some(name.to_string())
}

pub(crate) fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Whether it is left out of the documentation.
pub(crate) fn is_hidden(attributes: &[Attribute]) -> bool {
    says(attributes, "doc", "hidden")
}

fn is_test(item: &Item) -> bool {
    let attributes: &[Attribute] = match item {
        Item::Mod(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    };
    says(attributes, "cfg", "test")
}

fn says(attributes: &[Attribute], name: &str, what: &str) -> bool {
    attributes.iter().any(|attribute| {
        let list = attribute.meta.require_list();
        attribute.path().is_ident(name) && list.is_ok_and(|it| it.tokens.to_string() == what)
    })
}
