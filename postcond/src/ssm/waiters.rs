//! The SDK's waiters, which only read. The model that clients are generated from does not have them.

use super::ConsistentSsmClient;
use super::sdk::client::Waiters;
use super::sdk::waiters::command_executed::CommandExecutedFluentBuilder;

impl ConsistentSsmClient {
    /// The SDK's waiter of this name, without its trait [`Waiters`] in scope: `wait` reads
    /// `GetCommandInvocation` until the command has succeeded on a node, or can no longer.
    #[must_use]
    pub fn wait_until_command_executed(&self) -> CommandExecutedFluentBuilder {
        self.inner().wait_until_command_executed()
    }
}
