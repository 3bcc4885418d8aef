//! The state that winterbaume keeps of a region, and the secrets in it.

use serde_json::Value;
use winterbaume_core::auth::extract_region_from_uri;
use winterbaume_core::{MockRequest, StateViewError, StatefulService, default_account_id};
use winterbaume_secretsmanager::views::{SecretVersionView, SecretView};
use winterbaume_secretsmanager::{SecretsManagerService, SecretsmanagerStateView};

/// The state of the region of a request.
pub(super) struct Held<'a> {
    service: &'a SecretsManagerService,
    region: String,
    pub(super) state: SecretsmanagerStateView,
}

impl<'a> Held<'a> {
    pub(super) async fn of(service: &'a SecretsManagerService, request: &MockRequest) -> Self {
        Self::in_region(service, extract_region_from_uri(&request.uri)).await
    }

    async fn in_region(service: &'a SecretsManagerService, region: String) -> Self {
        let state = service.snapshot(default_account_id(), &region).await;
        Self {
            service,
            region,
            state,
        }
    }

    /// As it is now.
    pub(super) async fn anew(&self) -> Self {
        Self::in_region(self.service, self.region.clone()).await
    }

    /// Puts this in the place of what the service has.
    pub(super) async fn put_back(self) -> Result<(), StateViewError> {
        let restored = self
            .service
            .restore(default_account_id(), &self.region, self.state);
        restored.await
    }

    /// The secret of this name or ARN.
    pub(super) fn secret(&self, id: &Value) -> Option<&SecretView> {
        let id = id.as_str()?;
        let by_arn = || self.state.secrets.values().find(|secret| secret.arn == id);
        self.state.secrets.get(id).or_else(by_arn)
    }

    pub(super) fn secret_mut(&mut self, arn: &Value) -> Option<&mut SecretView> {
        let mut secrets = self.state.secrets.values_mut();
        secrets.find(|secret| *arn == secret.arn.as_str())
    }
}

/// The version that has this stage.
pub(super) fn staged<'a>(secret: &'a SecretView, stage: &str) -> Option<&'a SecretVersionView> {
    let mut versions = secret.versions.values();
    versions.find(|version| has(version, stage))
}

pub(super) fn has(version: &SecretVersionView, stage: &str) -> bool {
    version.version_stages.iter().any(|it| it == stage)
}
