//! The form that models are kept in has all that is generated from: what the refreshing tool leaves out
//! of a model, nobody misses.

use postcond_codegen::Source;
use postcond_golden_tests::{forms, generator, generator_from, model_file};
use postcond_models_refresh as models;

/// Its model says of a member what otherwise only overlays say, of shapes.
const OVERLAID: &str = "secret";

fn refresh(form: &str) -> Result<String, models::Problems> {
    let model = model_file(form).into();
    models::refresh(&models::Source::Smithy { model })
}

#[test]
fn a_refreshed_model_gives_the_same_source() {
    let forms = forms().expect("the directory of models");
    for form in forms.iter().filter(|form| *form != OVERLAID) {
        let refreshed = refresh(form).unwrap_or_else(|problems| panic!("{form}: {problems}"));
        let refreshed = generator_from(form, Source::embedded("refreshed.json", refreshed));
        let [original, refreshed] = [generator(form), refreshed].map(|generator| {
            let generated = generator.generate();
            generated.unwrap_or_else(|errors| panic!("{form}: {errors}"))
        });
        assert!(original.source() == refreshed.source(), "{form}: source");
        assert!(original.surface() == refreshed.surface(), "{form}: surface");
    }
}

#[test]
fn what_a_refresh_would_lose_is_refused() {
    let problems = refresh(OVERLAID).unwrap_err().to_string();
    let expected = "PutThingRequest$Pin: has postcond.api#secret, which belongs in the overlay";
    assert!(problems.ends_with(expected), "{problems}");
}

const GOES_NOWHERE: &str = r#"{"smithy": "2.0", "shapes": {
    "a#Golden": {"type": "service"},
    "a#GetThing": {"type": "operation", "input": {"target": "a#Nowhere"}, "output": {"target": "a#Nothing"}}}}"#;

/// As a `main` does that returns them: by `Debug`, after `Error: `.
#[test]
fn what_main_returns_is_shown_a_problem_a_line() {
    let model = Source::embedded("a.json", GOES_NOWHERE);
    let problems = models::refresh(&models::Source::Smithy { model }).unwrap_err();
    let lines: Vec<String> = problems.iter().map(|it| format!("{it:?}")).collect();
    assert!(lines.len() > 1, "{lines:?}");
    let expected = format!("Error: \n{}", lines.join("\n"));
    assert_eq!(format!("Error: {problems:?}"), expected);
    assert_eq!(problems.to_string(), lines.join("\n"));
}
