//! What is wrong with the refusals that pass is said: in the overlay, of which operation, and all at once.

use postcond_codegen::Generator;
use postcond_golden_tests::tiny::{
    Merged, assert_errors, generator, model, operation, overlay, service, structure, target,
};
use serde_json::{Value, json};

/// A service whose things are put, deleted and read, with errors of each operation and of all.
fn things() -> String {
    let text = json!({"target": "smithy.api#String"});
    let boolean = json!({"target": "smithy.api#Boolean"});
    let with_errors = |input: &str, errors: &[&str]| {
        let errors: Vec<_> = errors.iter().map(|name| target(name)).collect();
        operation(input).merged(json!({"errors": errors}))
    };
    let all = service(&["DeleteThing", "GetThing", "PutThing"]);
    model(&json!({
        "Golden": all.merged(json!({"errors": [target("Throttled")]})),
        "DeleteThing": with_errors("DeleteThingRequest", &["Gone"]),
        "GetThing": with_errors("DeleteThingRequest", &["Busy"]),
        "PutThing": with_errors("PutThingRequest", &["Busy", "Exists"]),
        "PutThingRequest": structure(&json!({"Name": text, "Parts": target("Parts")})),
        "Parts": {"type": "list", "member": target("Part")},
        "Part": structure(&json!({"Name": text})),
        "DeleteThingRequest": structure(&json!({
            "Name": text,
            "Force": boolean,
            "Flags": target("Flags"),
            "Hidden": target("Hidden"),
            "Options": target("Options"),
        })),
        "Flags": {"type": "list", "member": boolean},
        "Hidden": {"type": "boolean", "traits": {"postcond.api#secret": {}}},
        "Options": structure(&json!({"Force": boolean})),
        "Busy": structure(&json!({})),
        "Exists": structure(&json!({})),
        "Gone": structure(&json!({})),
        "Throttled": structure(&json!({})),
    }))
}

/// The generator for the things, whose shapes have these traits besides, or instead; `null` takes one
/// away.
fn generator_with(traits: &Value) -> Generator {
    let mut all = json!({
        "GetThing": {"smithy.api#readonly": {}},
        "Golden": {"postcond.api#resources": {"Thing": {}}},
    });
    for name in ["DeleteThing", "PutThing"] {
        let footprint = json!([{"resource": "Thing", "id": "in.Name", "gone": true}]);
        all[name] = json!({"postcond.api#pending": {}, "postcond.api#footprint": footprint});
    }
    for (name, traits) in traits.as_object().into_iter().flatten() {
        all[name] = json!({}).merged(all[name].clone()).merged(traits.clone());
        if let Some(applied) = all[name].as_object_mut() {
            applied.retain(|_, value| !value.is_null());
        }
    }
    generator(&things(), &overlay(&all))
}

/// A `PutThing` with these entries.
fn refused(entries: &Value) -> Value {
    json!({"PutThing": {"postcond.api#refusedAfter": entries}})
}

/// An entry, with what is given besides or instead.
fn entry(more: Value) -> Value {
    json!({"error": "Busy", "after": ["DeleteThing"]}).merged(more)
}

fn assert_all(what: &str, traits: &Value, expected: &[&str]) {
    let expected: Vec<String> = expected
        .iter()
        .map(|it| format!("overlay.json: test#{it}"))
        .collect();
    let expected: Vec<&str> = expected.iter().map(|it| &**it).collect();
    assert_errors(what, &generator_with(traits), &expected);
}

/// Without this, the rows could all fail for the same reason of their own.
#[test]
fn declarations_without_fault() {
    let doubtful = |more: Value| json!({"error": "Busy", "doubtful": true}).merged(more);
    for (what, entries) in [
        ("one", json!([entry(json!({}))])),
        (
            "of the service",
            json!([entry(json!({"error": "Throttled"}))]),
        ),
        (
            "after itself",
            json!([entry(json!({"after": ["PutThing"]}))]),
        ),
        ("no doubt", json!([entry(json!({"doubtful": false}))])),
        ("anybody's", json!([doubtful(json!({}))])),
        (
            "with words and without",
            json!([entry(json!({"message": "being deleted"})), entry(json!({}))]),
        ),
        (
            "after one write and another",
            json!([entry(json!({})), entry(json!({"after": ["PutThing"]}))]),
        ),
        (
            "after one's own and anybody's",
            json!([entry(json!({})), doubtful(json!({}))]),
        ),
    ] {
        let generated = generator_with(&refused(&entries)).generate();
        assert!(generated.is_ok(), "{what}: {generated:?}");
    }
}

#[test]
fn entries() {
    let no_after = json!({"error": "Busy"});
    let of_anybody = "names no earlier mutation in `after`, so it must be `doubtful`: anybody's writes \
                      count only where the policy is `RefusedWrite::Retry`";
    let no_message = "its `message` is empty: without one, the error alone counts";
    #[rustfmt::skip] // a table
    let rows = [
        ("no object", json!(7), "invalid type: integer `7`, expected an object"),
        ("the values alone", json!(["Busy", "", ["DeleteThing"], false]), r#"`["Busy","",["DeleteThing"],false]` must be an object"#),
        ("unknown key", entry(json!({"mesage": "x"})), "unknown field `mesage`, expected one of `error`, `message`, `after`, `doubtful`"),
        ("no error", json!({"after": ["DeleteThing"]}), "missing field `error`"),
        ("an error that is no text", entry(json!({"error": ["Busy"]})), "invalid type: sequence, expected a string"),
        ("an empty error", entry(json!({"error": ""})), "`` is no error of the operation"),
        ("an error misspelt", entry(json!({"error": "Exsists"})), "`Exsists` is no error of the operation: did you mean `Exists`?"),
        ("an error by its id", entry(json!({"error": "test#Busy"})), "`test#Busy` is no error of the operation"),
        ("an error of another operation", entry(json!({"error": "Gone"})), "`Gone` is no error of the operation"),
        ("a message that is no text", entry(json!({"message": 7})), "invalid type: integer `7`, expected a string"),
        ("a message that is null", entry(json!({"message": null})), "invalid type: null, expected a string"),
        ("an empty message", entry(json!({"message": ""})), no_message),
        ("a message of white space", entry(json!({"message": " "})), no_message),
        ("one write without brackets", entry(json!({"after": "DeleteThing"})), r#"invalid type: string "DeleteThing", expected a sequence"#),
        ("a write that is no text", entry(json!({"after": [7]})), "invalid type: integer `7`, expected a string"),
        ("writes that are null", entry(json!({"after": null})), "invalid type: null, expected a sequence"),
        ("no writes", entry(json!({"after": []})), "its `after` is empty: leave it out for anybody's writes"),
        ("an empty write", entry(json!({"after": [""]})), "names , which is no mutation of the service"),
        ("a write misspelt", entry(json!({"after": ["DeletThing"]})), "names DeletThing, which is no mutation of the service: did you mean `DeleteThing`?"),
        ("a write by its id", entry(json!({"after": ["test#DeleteThing"]})), "names test#DeleteThing, which is no mutation of the service: did you mean `DeleteThing`?"),
        ("an unknown write", entry(json!({"after": ["MoveShelf"]})), "names MoveShelf, which is no mutation of the service"),
        ("a structure", entry(json!({"after": ["Options"]})), "names Options, which is no mutation of the service"),
        ("a read", entry(json!({"after": ["GetThing"]})), "names GetThing, which is a read: it changes nothing"),
        ("a write twice", entry(json!({"after": ["DeleteThing", "DeleteThing"]})), "names DeleteThing twice"),
        ("a doubt that is no boolean", entry(json!({"doubtful": "yes"})), r#"invalid type: string "yes", expected a boolean"#),
        ("a doubt that is null", entry(json!({"doubtful": null})), "invalid type: null, expected a boolean"),
        ("anybody's without a doubt", no_after.clone(), of_anybody),
        ("anybody's, and said to be certain", no_after.merged(json!({"doubtful": false})), of_anybody),
    ];
    for (what, entry, expected) in rows {
        let expected = format!("PutThing: has postcond.api#refusedAfter[0]: {expected}");
        assert_all(what, &refused(&json!([entry])), &[&expected]);
    }
}

/// Of two that say the same, one counts for nothing, and which one would be anybody's guess.
#[test]
fn entries_that_say_the_same() {
    let of_delete = "declares `Busy` after DeleteThing again";
    let of_anybody = "declares `Busy` after anybody's writes again";
    let anybodys = || json!({"error": "Busy", "doubtful": true});
    let words = |message: &str| entry(json!({"message": message}));
    let two = ["PutThing", "DeleteThing"];
    #[rustfmt::skip] // a table
    let rows = [
        ("alike", entry(json!({})), entry(json!({})), of_delete),
        ("certain and doubtful", entry(json!({})), entry(json!({"doubtful": true})), of_delete),
        ("after one of two", entry(json!({})), entry(json!({"after": two})), of_delete),
        ("in other case", words("being deleted"), words("Being Deleted"), of_delete),
        ("anybody's", anybodys(), anybodys(), of_anybody),
    ];
    for (what, first, second, expected) in rows {
        let expected = format!("PutThing: has postcond.api#refusedAfter[1]: {expected}");
        assert_all(what, &refused(&json!([first, second])), &[&expected]);
    }
}

/// A `DeleteThing` with this path, and a `PutThing` that is refused after it.
fn later_if(path: &str) -> Value {
    let flag = json!({"DeleteThing": {"postcond.api#refusesLaterIf": path}});
    flag.merged(refused(&json!([entry(json!({}))])))
}

#[test]
fn flags() {
    assert!(generator_with(&later_if("in.Force")).generate().is_ok());
    let input = "test#DeleteThingRequest";
    let misspelt = format!("in.Forse, but {input} has no member Forse: did you mean `Force`?");
    let unknown = format!("in.Colour, but {input} has no member Colour");
    let nameless = format!("in., but {input} has no member ");
    #[rustfmt::skip] // a table
    let rows = [
        ("no side", "Force", "Force: the path of a flag begins with `in.`"),
        ("of the output", "out.Force", "out.Force: the path of a flag begins with `in.`"),
        ("no member", "in.", &nameless),
        ("a member misspelt", "in.Forse", &misspelt),
        ("an unknown member", "in.Colour", &unknown),
        ("a member within another", "in.Options.Force", "in.Options.Force, which is no member of the input itself"),
        ("a text", "in.Name", "in.Name, which is no boolean"),
        ("a structure", "in.Options", "in.Options, which is no boolean"),
        ("a list of booleans", "in.Flags", "in.Flags, which is no boolean"),
        ("a secret", "in.Hidden", "in.Hidden, which is a secret"),
    ];
    for (what, path, expected) in rows {
        let expected =
            format!("DeleteThing: has postcond.api#refusesLaterIf, which names {expected}");
        assert_all(what, &later_if(path), &[&expected]);
    }
}

#[test]
fn refusals_in_the_wrong_place() {
    let refused_after = json!({"postcond.api#refusedAfter": [entry(json!({}))]});
    let flag = json!({"postcond.api#refusesLaterIf": "in.Force"});
    #[rustfmt::skip] // a table
    let rows = [
        ("no entries", "PutThing", json!({"postcond.api#refusedAfter": []}), "has postcond.api#refusedAfter: it names no refusal"),
        ("of a read", "GetThing", refused_after.clone(), "has postcond.api#refusedAfter, and is a read: only mutations are sent again"),
        ("of a structure", "PutThingRequest", refused_after.clone(), "is no operation: postcond.api#refusedAfter means nothing there"),
        ("of the service", "Golden", refused_after, "is no operation: postcond.api#refusedAfter means nothing there"),
        ("a flag of what is named nowhere", "DeleteThing", flag.clone(), "has postcond.api#refusesLaterIf, and no postcond.api#refusedAfter names the operation"),
        ("a flag of a read", "GetThing", flag.clone(), "has postcond.api#refusesLaterIf, and is a read: nothing is refused for it"),
        ("a flag of a structure", "PutThingRequest", flag, "is no operation: postcond.api#refusesLaterIf means nothing there"),
    ];
    for (what, name, traits, expected) in rows {
        let expected = format!("{name}: {expected}");
        assert_all(what, &json!({name: traits}), &[&expected]);
    }
}

/// Whose write it was is told by what both are about.
#[test]
fn writes_that_are_about_nothing_in_particular() {
    let refused = refused(&json!([entry(json!({}))]));
    let inner = json!([{"resource": "Thing", "id": "in.Parts.Name", "gone": true}]);
    for (what, name, footprint) in [
        ("the one that is refused", "PutThing", json!(null)),
        ("the earlier one", "DeleteThing", json!(null)),
        (
            "about what is inside the items of a list",
            "PutThing",
            inner,
        ),
    ] {
        let mut traits = json!({}).merged(refused.clone());
        traits[name]["postcond.api#footprint"] = footprint;
        let expected =
            format!("{name}: takes part in refusals, and has no footprint that names a resource");
        assert_all(what, &traits, &[&expected]);
    }
}

/// An operation that something else is wrong with is named all the same, and names others.
#[test]
fn everything_wrong_with_refusals_is_reported_at_once() {
    let entries = json!([
        7,
        {"error": "Bsy", "message": "", "after": ["DeletThing", "GetThing", "DeleteThing"]},
        {"error": "Busy"},
    ]);
    let traits = json!({
        "DeleteThing": {"postcond.api#pending": null, "postcond.api#refusesLaterIf": "in.Name"},
        "PutThing": {"postcond.api#pending": null, "postcond.api#refusedAfter": entries},
    });
    let is_not_classified = "is not classified: mark it as a read or unobservable in overlay.json";
    let of_put = "overlay.json: test#PutThing: has postcond.api#refusedAfter";
    let expected = [
        format!("model.json: test#DeleteThing: {is_not_classified}"),
        "overlay.json: test#DeleteThing: has postcond.api#refusesLaterIf, which names in.Name, which is no \
         boolean"
            .to_owned(),
        format!("model.json: test#PutThing: {is_not_classified}"),
        format!("{of_put}[0]: invalid type: integer `7`, expected an object"),
        format!("{of_put}[1]: `Bsy` is no error of the operation: did you mean `Busy`?"),
        format!("{of_put}[1]: its `message` is empty"),
        format!("{of_put}[1]: names DeletThing, which is no mutation of the service: did you mean"),
        format!("{of_put}[1]: names GetThing, which is a read: it changes nothing"),
        format!("{of_put}[2]: names no earlier mutation in `after`, so it must be `doubtful`"),
    ];
    let expected = expected.each_ref().map(|it| &**it);
    assert_errors("all", &generator_with(&traits), &expected);
}
