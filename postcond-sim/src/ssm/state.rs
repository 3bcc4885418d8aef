//! The state that winterbaume keeps of a region.

use winterbaume_core::auth::extract_region_from_uri;
use winterbaume_core::{MockRequest, default_account_id};
use winterbaume_ssm::SsmService;
use winterbaume_ssm::state::SsmState;

/// Gives the state of the request's region to `look`.
pub(super) async fn with_state<T>(
    service: &SsmService,
    request: &MockRequest,
    look: impl FnOnce(&mut SsmState) -> T,
) -> T {
    let region = extract_region_from_uri(&request.uri);
    let state = service.shared_state().get(default_account_id(), &region);
    let mut state = state.write().await;
    look(&mut state)
}
