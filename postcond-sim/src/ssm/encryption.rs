//! Encrypted parameters: winterbaume shows their text whether or not it is asked to decrypt it.

use aws_smithy_types::base64;
use serde_json::Value;

/// The type of parameters that are encrypted.
pub(super) const ENCRYPTED: &str = "SecureString";

/// What a read shows of a version, which is the text only if the read is to decrypt it. What stands for the ciphertext
/// begins as those of AWS do, and says nothing of the text.
pub(super) fn hide(shown: &mut Value, input: &Value) {
    if shown["Type"] == ENCRYPTED && input["WithDecryption"] != true {
        let of = format!("ciphertext of {} {}", shown["Name"], shown["Version"]);
        shown["Value"] = format!("AQICAH{}", base64::encode(of)).into();
    }
}
