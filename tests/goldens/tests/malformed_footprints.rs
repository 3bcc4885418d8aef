//! What is wrong with a footprint is said: in the overlay, of which operation, and all at once.

use postcond_golden_tests::tiny::{
    Merged, assert_errors, generator, model, operation, overlay, structure, target,
};
use serde_json::{Value, json};

/// A row: what is wrong, the footprint that is, and the error of `PutThing`.
type Row<'a> = (&'a str, Value, &'a str);

fn assert_rows(rows: &[Row<'_>]) {
    let text = json!({"target": "smithy.api#String"});
    let model = model(&json!({
        "PutThing": operation("PutThingRequest").merged(json!({"output": target("PutThingResult")})),
        "PutThingRequest": structure(&json!({
            "Name": text,
            "Size": {"target": "smithy.api#Integer"},
            "Names": target("Names"),
            "Tags": target("Tags"),
            "Pin": target("Pin"),
            "Kinds": target("Kinds"),
        })),
        "PutThingResult": structure(&json!({"Id": text.clone().merged(json!({"traits": {"smithy.api#required": {}}}))})),
        "Names": {"type": "list", "member": text},
        "Tags": {"type": "list", "member": target("Tag")},
        "Tag": structure(&json!({"Name": text, "More": target("Names")})),
        "Pin": {"type": "string", "traits": {"postcond.api#secret": {}}},
        "Kinds": {"type": "list", "member": target("Kind")},
        "Kind": {"type": "enum", "members": {}},
    }));
    for (what, footprint, expected) in rows {
        let expected = format!("overlay.json: test#PutThing: {expected}");
        let overlay = with_footprint(footprint);
        assert_errors(what, &generator(&model, &overlay), &[&expected]);
    }
}

/// An overlay with a footprint of `PutThing`.
fn with_footprint(footprint: &Value) -> String {
    overlay(&json!({
        "GetThing": {"smithy.api#readonly": {}},
        "Golden": {"postcond.api#resources": {"Thing": {}}},
        "PutThing": {"postcond.api#pending": {}, "postcond.api#footprint": footprint},
    }))
}

/// One entry, of a thing by its name, with what is given besides or instead.
fn entry(more: Value) -> Value {
    json!([json!({"resource": "Thing", "id": "in.Name"}).merged(more)])
}

/// An entry that sets the tag with the key at `path`.
fn tag(path: &str) -> Value {
    entry(json!({"sets": [{"facet": "tag", "key": path}]}))
}

/// An entry that takes the thing away.
fn gone(more: Value) -> Value {
    entry(json!({"gone": true}).merged(more))
}

#[test]
fn entries() {
    let no_effect = "has an entry that must either be `gone` or set something";
    let two_keys = json!({"facet": "tag", "key": "in.Name", "constantKey": "k"});
    let two_lists = json!({"id": "in.Names", "sets": [{"facet": "tag", "key": "in.Tags.Name"}]});
    let owner = json!({"resource": "Thing", "id": "in.Names"});
    #[rustfmt::skip] // a table
    assert_rows(&[
        ("no object", json!([1]), "has postcond.api#footprint[0]: invalid type: integer `1`, expected an object"),
        ("the values alone", json!([["Thing", "in.Name", null, [], true, [], [], null]]), "has postcond.api#footprint[0]: `[\"Thing\",\"in.Name\",null,[],true,[],[],nu...` must be an object"),
        ("unknown key", entry(json!({"went": true})), "has postcond.api#footprint[0]: unknown field `went`"),
        ("an id that is no path", gone(json!({"id": 7})), "has postcond.api#footprint[0]: expected a path or a list of"),
        ("no effect", entry(json!({})), no_effect),
        ("two effects", gone(json!({"members": ["Name"]})), no_effect),
        ("two keys", entry(json!({"sets": [two_keys]})), "gives the facet tag two keys"),
        ("unknown kind", gone(json!({"resource": "Thng"})), "names the resource Thng, which postcond.api#resources does not"),
        ("no id", gone(json!({"id": []})), "names a Thing without an id"),
        ("two lists", entry(two_lists), "has a fact of in.Names and in.Tags.Name, which goes over two lists"),
        ("several owners", gone(json!({"within": owner})), "has a fact of in.Name, which is within several"),
        (
            "a list among several ids",
            gone(json!({"id": ["in.Name", "in.Names"]})),
            "takes an id from several places, one of which is a list",
        ),
    ]);
}

#[test]
fn paths() {
    let replacing = json!({"members": ["Size"], "replacesAll": "in.Name"});
    let from_output = json!({"sets": [{"facet": "value", "from": "out.Id"}]});
    #[rustfmt::skip] // a table
    assert_rows(&[
        ("no side", tag("Name"), "names Name: a path begins with `in.` or `out.`"),
        ("no such member", tag("in.Nme"), "names in.Nme, but test#PutThingRequest has no member Nme: did you mean `Name`?"),
        ("no such member of an item", tag("in.Tags.Key"), "names in.Tags.Key, but test#Tag has no member Key"),
        ("of the other side", tag("out.Name"), "names out.Name, but test#PutThingResult has no member Name"),
        ("a list in a list", tag("in.Tags.More"), "names in.Tags.More: More is a list, and not the first member"),
        ("no text", tag("in.Size"), "names in.Size, which is no text"),
        ("an item as a whole", tag("in.Tags"), "names in.Tags, which is no text"),
        ("a secret", tag("in.Pin"), "names in.Pin, which is a secret"),
        ("no enumeration", gone(json!({"resource": "in.Name"})), "names in.Name, which is no enumeration"),
        ("several kinds", gone(json!({"resource": "in.Kinds"})), "names in.Kinds, which tells several kinds"),
        ("no boolean", entry(replacing), "names in.Name, which is no boolean"),
        ("always given", entry(from_output), "names out.Id, which is always given"),
        (
            "a member within another",
            gone(json!({"unless": ["in.Tags.Name"]})),
            "names in.Tags.Name, which is no member of the input or output itself",
        ),
    ]);
}

#[test]
fn footprints_in_the_wrong_place() {
    let footprint = json!([{"resource": "Thing", "id": "in.Name", "gone": true}]);
    for (what, name, traits, expected) in [
        (
            "of a read",
            "GetThing",
            json!({"smithy.api#readonly": {}, "postcond.api#footprint": footprint}),
            "overlay.json: test#GetThing: has a footprint, and is a read: it changes nothing",
        ),
        (
            "of a structure",
            "PutThingRequest",
            json!({"postcond.api#footprint": footprint}),
            "overlay.json: test#PutThingRequest: is no operation: postcond.api#footprint means",
        ),
        (
            "resources of a structure",
            "PutThingRequest",
            json!({"postcond.api#resources": {}}),
            "overlay.json: test#PutThingRequest: is no service: postcond.api#resources means",
        ),
    ] {
        let resources = json!({"postcond.api#resources": {"Thing": {}}});
        let all = json!({
            "GetThing": {"smithy.api#readonly": {}},
            "Golden": resources,
            "PutThing": {"postcond.api#pending": {}},
        });
        let overlay = overlay(&all.merged(json!({name: traits})));
        assert_errors(what, &generator(&model(&json!({})), &overlay), &[expected]);
    }
}

#[test]
fn everything_wrong_with_a_footprint_is_reported_at_once() {
    let footprint = json!([
        {"resource": "Thing"},
        7,
        {"resource": "Shelf", "id": "in.Nme", "within": {"resource": "Room", "id": "in.Room"}, "gone": true},
        {"resource": "Thing", "id": "in.Name", "members": ["Colour"], "replacesAll": "in.All"},
    ]);
    let expected = [
        "has postcond.api#footprint[0]: missing field `id`",
        "has postcond.api#footprint[1]: invalid type: integer `7`",
        "names the resource Shelf,",
        "names in.Nme,",
        "names the resource Room,",
        "names in.Room,",
        "names in.All,",
        "names in.Colour,",
    ]
    .map(|message| format!("overlay.json: test#PutThing: {message}"));
    let expected = expected.each_ref().map(|it| &**it);
    let generator = generator(&model(&json!({})), &with_footprint(&footprint));
    assert_errors("footprint", &generator, &expected);
}

/// A footprint that names a kind is not at fault for what is wrong with the kind.
#[test]
fn what_is_wrong_with_a_kind_is_reported_once() {
    let overlay = overlay(&json!({
        "GetThing": {"smithy.api#readonly": {}},
        "Golden": {"postcond.api#resources": {"Thing": 7, "Shelf": {"suffix": true}, "Box": [true]}},
        "PutThing": {"postcond.api#pending": {}, "postcond.api#footprint": gone(json!({}))},
    }));
    let expected = [
        "overlay.json: test#Golden: has postcond.api#resources: Thing: invalid type: integer `7`, expected an obj",
        "overlay.json: test#Golden: has postcond.api#resources: Shelf: unknown field `suffix`",
        "overlay.json: test#Golden: has postcond.api#resources: Box: `[true]` must be an object",
    ];
    assert_errors("kinds", &generator(&model(&json!({})), &overlay), &expected);
}
