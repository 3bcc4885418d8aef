//! A read of which several requests become one, beside one that has no such form.

use postcond::runtime::{Batch, BatchItem, Coalesced};

pub mod stub {
    pub use crate::sdk::*;
    client!();
    pub mod types {
        pub mod error {
            #[derive(Clone, Debug, PartialEq)]
            pub struct ThingNotFound;
            #[derive(Clone, Debug, PartialEq)]
            pub struct InvalidToken;
            #[derive(Clone, Debug, PartialEq)]
            pub struct InternalFault;
        }
    }
    pub mod operation {
        put_thing! {}
        operation! {
            GetThing: get_thing in get_thing:
            GetThingInput GetThingInputBuilder GetThingOutput
            GetThingError [ThingNotFound InternalFault]
            GetThingFluentBuilder
            { name set_name get_name: into [String], }
        }
        operation! {
            ListThings: list_things in list_things:
            ListThingsInput ListThingsInputBuilder ListThingsOutput
            ListThingsError [ThingNotFound InvalidToken InternalFault]
            ListThingsFluentBuilder
            {
                names set_names get_names: append_into [String],
                next_token set_next_token get_next_token: into [String],
            }
            pages by ListThingsPaginator
        }
    }
}

generated!("coalesced", "coalesced.support");

use stub::error::SdkError;
use stub::operation::list_things::builders::ListThingsInputBuilder;
use stub::operation::list_things::{ListThingsError, ListThingsOutput};
use stub::types::error::{InternalFault, ThingNotFound};

/// The batch that the overlay names.
pub enum ThingsByName {}

impl Batch<op::ListThings> for ThingsByName {
    const LARGEST: usize = 2;
    type Error = ListThingsError;

    fn fits(_: &[ListThingsInputBuilder], _: &ListThingsInputBuilder) -> bool {
        true
    }

    async fn send(
        _: &Reader,
        requests: &[ListThingsInputBuilder],
    ) -> Result<Vec<BatchItem<op::ListThings>>, SdkError<ListThingsError>> {
        let found = requests
            .iter()
            .map(|_| Some(Ok(ListThingsOutput::default())));
        Ok(found.collect())
    }
}

#[test]
fn a_read_is_batched_as_the_overlay_says() {
    const fn largest<O: Coalesced>() -> usize {
        <O::Batch as Batch<O>>::LARGEST
    }
    assert_eq!(largest::<op::ListThings>(), 2);
}

/// What runs and what is documented has them.
#[test]
fn error_codes_are_those_of_the_overlay() {
    let codes = <Golden as runtime::Service>::ERROR_CODES;
    assert_eq!(codes.throttled, ["TooBusy"]);
    assert_eq!(codes.denied, ["NotYours"]);
    assert_eq!(codes.credentials, ["TokenRevoked"]);
    assert_eq!(codes.transient, [""; 0]);
    assert_eq!(SERVICE.error_codes, codes);
}

/// Whichever read has a batch, a function finds the type of its builder in one place.
#[test]
fn all_builders_of_reads_are_under_one_roof() {
    let get: fn(&Reader) -> reads::GetThingFluentBuilder = Reader::get_thing;
    let list: fn(&Reader) -> reads::ListThingsFluentBuilder = Reader::list_things;
    let reader = Reader::new(&stub::Client::from_conf(stub::Config::default()));
    // The SDK's own, or one that mirrors it.
    let _: stub::operation::get_thing::builders::GetThingFluentBuilder = get(&reader).name("a");
    assert!(list(&reader).names("a").as_input().get_names().is_some());
}

/// A check matches on the variant: those of the operation and those of the whole service.
#[test]
fn an_error_is_repeated_as_what_it_is() {
    let repeated = op::ListThings::repeat(&ListThingsError::ThingNotFound(ThingNotFound));
    assert!(matches!(repeated, ListThingsError::ThingNotFound(_)));
    let repeated = op::ListThings::repeat(&ListThingsError::InternalFault(InternalFault));
    assert!(matches!(repeated, ListThingsError::InternalFault(_)));
}
