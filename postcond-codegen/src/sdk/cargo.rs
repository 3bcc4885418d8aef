//! Where cargo has put a dependency, asked from a build script.
//!
//! `Cargo.lock` says which version it is, and the registry's sources are where cargo unpacks them: that
//! takes milliseconds, and holds on a machine that has only what is built. What is no package of a
//! registry, or is vendored, `cargo metadata` knows.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The directory of the dependency that the crate of this build script calls `name`, as in `aws_sdk_ssm`.
pub(super) fn directory_of(name: &str) -> Result<PathBuf, String> {
    let package = Package::of_build_script()?;
    let workspaces = package.workspaces();
    let locks = workspaces.iter().map(|it| it.join("Cargo.lock"));
    let locks: Vec<PathBuf> = locks.collect();
    for lock in &locks {
        println!("cargo::rerun-if-changed={}", lock.display());
    }
    let unpacked = locks.iter().find_map(|lock| {
        let lock = std::fs::read_to_string(lock).ok()?;
        package.locked(&lock, name)?.unpacked()
    });
    if let Some(directory) = unpacked {
        return Ok(directory);
    }
    let mut reasons = vec![format!("Cargo.lock has no {name} of a registry")];
    for workspace in &workspaces {
        match package.told_by_cargo(workspace, name) {
            Ok(directory) => return Ok(directory),
            Err(reason) => reasons.push(reason),
        }
    }
    Err(reasons.join("; "))
}

/// The crate whose build script this is.
struct Package {
    name: String,
    version: String,
    manifest: PathBuf,
    out: PathBuf,
}

/// A package of a lock file.
#[derive(Debug, PartialEq)]
struct Locked {
    name: String,
    version: String,
    is_of_registry: bool,
}

impl Package {
    fn of_build_script() -> Result<Self, String> {
        let variable =
            |name: &str| env::var(name).map_err(|_| format!("{name} is not set: no build script"));
        Ok(Self {
            name: variable("CARGO_PKG_NAME")?,
            version: variable("CARGO_PKG_VERSION")?,
            manifest: PathBuf::from(variable("CARGO_MANIFEST_DIR")?),
            out: PathBuf::from(variable("OUT_DIR")?),
        })
    }

    /// Where the lock file may be: around what is built, and around the crate. That of a crate from a
    /// registry comes with it, and is not what it is built with, so that it counts last.
    fn workspaces(&self) -> Vec<PathBuf> {
        let places = [&self.out, &self.manifest].into_iter();
        let found = places.filter_map(|place| {
            let mut around = place.ancestors();
            around.find(|it| it.join("Cargo.lock").is_file())
        });
        let mut found: Vec<PathBuf> = found.map(Path::to_owned).collect();
        found.dedup();
        found
    }

    /// The package that the lock file has for the dependency `name` of this one.
    fn locked(&self, lock: &str, name: &str) -> Option<Locked> {
        // Cargo writes the file, in one form: a table for each package, and a line for each key.
        let packages = || lock.split("[[package]]").skip(1);
        let is_this = |package: &&str| {
            value(package, "name") == Some(&self.name)
                && value(package, "version") == Some(&self.version)
        };
        let this = packages().find(is_this)?;
        let dependency = name.replace('_', "-");
        let mut dependencies = this.lines().map(|line| line.trim_matches([' ', '"', ',']));
        // With a version where there are several.
        let dependency = dependencies.find(|it| it.split(' ').next() == Some(&dependency))?;
        let mut parts = dependency.split(' ');
        let (name, version) = (parts.next()?, parts.next());
        let found = packages().find(|package| {
            let is_version = version.is_none_or(|it| value(package, "version") == Some(it));
            value(package, "name") == Some(name) && is_version
        })?;
        let source = value(found, "source");
        Some(Locked {
            name: name.to_owned(),
            version: value(found, "version")?.to_owned(),
            is_of_registry: source.is_some_and(|it| it.starts_with("registry+")),
        })
    }

    /// The directory of the dependency as cargo has resolved it.
    fn told_by_cargo(&self, workspace: &Path, name: &str) -> Result<PathBuf, String> {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(["metadata", "--format-version=1", "--all-features"]);
        // A build script downloads nothing, and changes nothing.
        cargo.args(["--offline", "--locked", "--manifest-path"]);
        cargo.arg(workspace.join("Cargo.toml"));
        if let Some(target) = env::var_os("TARGET") {
            cargo.arg("--filter-platform").arg(target);
        }
        let output = cargo.output();
        let output = output.map_err(|error| format!("cargo metadata: {error}"))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            let said = said.lines().next().unwrap_or_default();
            return Err(format!("cargo metadata: {said}"));
        }
        let metadata: Value = serde_json::from_slice(&output.stdout)
            .map_err(|error| format!("cargo metadata: {error}"))?;
        self.dependency(&metadata, name).ok_or_else(|| {
            let workspace = workspace.display();
            format!("{} has no dependency {name} in {workspace}", self.name)
        })
    }

    fn dependency(&self, metadata: &Value, name: &str) -> Option<PathBuf> {
        let packages = || metadata["packages"].as_array().into_iter().flatten();
        let own = self.manifest.join("Cargo.toml");
        let own = packages().find(|it| it["manifest_path"].as_str().map(Path::new) == Some(&own));
        let id = &own?["id"];
        let mut nodes = metadata["resolve"]["nodes"].as_array()?.iter();
        let node = nodes.find(|node| node["id"] == *id)?;
        let mut dependencies = node["deps"].as_array()?.iter();
        let dependency = &dependencies.find(|it| it["name"] == name)?["pkg"];
        let found = packages().find(|package| package["id"] == *dependency)?;
        let manifest = Path::new(found["manifest_path"].as_str()?);
        manifest.parent().map(Path::to_owned)
    }
}

impl Locked {
    /// Where cargo has unpacked it, if it is from a registry.
    fn unpacked(&self) -> Option<PathBuf> {
        let home = env::var_os("CARGO_HOME").map(PathBuf::from);
        let home = home.or_else(|| Some(env::home_dir()?.join(".cargo")))?;
        let registries = std::fs::read_dir(home.join("registry").join("src")).ok()?;
        let directory = format!("{}-{}", self.name, self.version);
        let places = registries.filter_map(|it| Some(it.ok()?.path().join(&directory)));
        let mut places = places.filter(|it| self.is_of_registry && it.is_dir());
        places.next()
    }
}

/// The value of a key of a package.
fn value<'a>(package: &'a str, key: &str) -> Option<&'a str> {
    let lines = package.lines().filter_map(|line| line.split_once(" = "));
    let mut values = lines.filter(|(found, _)| *found == key);
    values.next().map(|(_, value)| value.trim_matches('"'))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const LOCK: &str = r#"
version = 4

[[package]]
name = "app"
version = "1.0.0"
dependencies = [
 "aws-sdk-sfn",
 "aws-sdk-ssm 1.2.3",
 "local",
]

[[package]]
name = "aws-sdk-sfn"
version = "1.125.0"
source = "registry+https://github.com/rust-lang/crates.io-index"
checksum = "00"

[[package]]
name = "aws-sdk-ssm"
version = "0.9.0"
source = "registry+https://github.com/rust-lang/crates.io-index"

[[package]]
name = "aws-sdk-ssm"
version = "1.2.3"
source = "registry+https://github.com/rust-lang/crates.io-index"

[[package]]
name = "local"
version = "0.1.0"

[[package]]
name = "unrelated"
version = "0.1.0"
"#;

    fn app() -> Package {
        Package {
            name: "app".to_owned(),
            version: "1.0.0".to_owned(),
            manifest: PathBuf::from("/app"),
            out: PathBuf::from("/app/target/debug/build/app/out"),
        }
    }

    #[test]
    fn the_lock_file_says_which_version_is_built() {
        let locked = |name: &str| {
            let locked = app().locked(LOCK, name)?;
            Some((locked.version, locked.is_of_registry))
        };
        let version = |version: &str, is_of_registry| Some((version.to_owned(), is_of_registry));
        for (name, expected) in [
            ("aws_sdk_sfn", version("1.125.0", true)),
            ("aws_sdk_ssm", version("1.2.3", true)),
            ("local", version("0.1.0", false)),
            ("unrelated", None),
            ("aws_sdk_s3", None),
        ] {
            assert_eq!(locked(name), expected, "{name}");
        }
        let other = Package {
            version: "2.0.0".to_owned(),
            ..app()
        };
        assert_eq!(other.locked(LOCK, "aws_sdk_sfn"), None, "of another crate");
    }

    #[test]
    fn what_is_not_of_a_registry_is_unpacked_nowhere() {
        let local = app().locked(LOCK, "local").unwrap();
        assert_eq!(local.unpacked(), None);
    }

    /// By the name that the crate itself calls it.
    #[test]
    fn cargo_tells_where_a_dependency_is() {
        let metadata = json!({
            "packages": [
                {"id": "app", "manifest_path": "/app/Cargo.toml"},
                {"id": "ssm", "manifest_path": "/app/vendor/aws-sdk-ssm/Cargo.toml"},
            ],
            "resolve": {"nodes": [
                {"id": "ssm", "deps": []},
                {"id": "app", "deps": [{"name": "parameters", "pkg": "ssm"}]},
            ]},
        });
        let expected = PathBuf::from("/app/vendor/aws-sdk-ssm");
        assert_eq!(app().dependency(&metadata, "parameters"), Some(expected));
        assert_eq!(app().dependency(&metadata, "aws_sdk_ssm"), None);
    }
}
