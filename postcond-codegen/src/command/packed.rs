//! Finds a service among botocore's descriptions, packed as they are published or as they are installed.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use postcond_codegen::Source as Text;
use postcond_codegen::models::Source;
use serde_json::Value;
use zip::result::ZipError;

use super::Failure;

const SERVICE: &str = "service-2.json";
const PAGINATORS: &str = "paginators-1.json";
/// Where a description has other names of its service.
const NAMES: &[&str] = &["serviceFullName", "serviceId", "serviceAbbreviation"];
/// What is said of what has no service at all.
const NO_DATA: &str = "is no data of botocore: give its wheel (`pip download --no-deps botocore`), or the \
                       directory `botocore/data` of an installed one";

/// The description of `service` in a wheel or a directory of botocore's.
pub(super) fn service(botocore: &Path, service: &str) -> Result<Source, Failure> {
    let said = |error: String| format!("{}: {error}", botocore.display());
    if !botocore.exists() {
        let advice = "is not there: `pip download --no-deps botocore` gets a wheel";
        return Err(said(advice.to_owned()).into());
    }
    let files = match botocore.is_dir() {
        true => in_directory(botocore, service),
        false => in_wheel(botocore, service),
    };
    let mut files = files.map_err(|error| said(unreadable(&*error)))?;
    // A service may have several versions; they are dates, so the greatest is the newest.
    let newest = files.keys().filter(|(_, file)| file == SERVICE).max();
    let Some((version, _)) = newest.cloned() else {
        let known = services(botocore).map_err(|error| said(error.to_string()))?;
        if known.is_empty() {
            return Err(said(NO_DATA.to_owned()).into());
        }
        // What else the service is called is in the descriptions, and takes a while to look up.
        let called = called(botocore, service, &known).map_err(|error| said(error.to_string()))?;
        let near = match called.is_empty() {
            true => near(service, known),
            false => or(&called),
        };
        return Err(said(format!("has no service `{service}`{near}")).into());
    };
    let mut take = |file: &str| {
        let text = files.remove(&(version.clone(), file.to_owned()))?;
        Some(Text::embedded(format!("{service}/{version}/{file}"), text))
    };
    let service = take(SERVICE).ok_or("it has just been found")?;
    let paginators = take(PAGINATORS);
    Ok(Source::Botocore {
        service,
        paginators,
    })
}

/// Of what is no archive, that it is no wheel.
fn unreadable(error: &(dyn Error + 'static)) -> String {
    match error.downcast_ref() {
        Some(ZipError::InvalidArchive(_)) => NO_DATA.to_owned(),
        _ => error.to_string(),
    }
}

/// The services of a wheel or a directory of botocore's.
fn services(botocore: &Path) -> Result<BTreeSet<String>, Failure> {
    let of_wheel = |name: &str| {
        let service = name.strip_prefix("botocore/data/")?.split_once('/')?;
        Some(service.0.to_owned())
    };
    if !botocore.is_dir() {
        let archive = zip::ZipArchive::new(File::open(botocore)?)?;
        let names = archive.file_names().map(|name| Ok(of_wheel(&name?)));
        let names = names.collect::<Result<Vec<_>, ZipError>>()?;
        return Ok(names.into_iter().flatten().collect());
    }
    let entries = fs::read_dir(botocore)?.map(|entry| Ok(entry?.path()));
    let entries = entries.collect::<std::io::Result<Vec<_>>>()?;
    let directories = entries.iter().filter(|it| has_description(it));
    let names = directories.filter_map(|it| Some(it.file_name()?.to_string_lossy().into_owned()));
    Ok(names.collect())
}

/// Whether the directory is a service's: another one, of whatever project, has no description of one.
fn has_description(directory: &Path) -> bool {
    let Ok(versions) = fs::read_dir(directory) else {
        return false;
    };
    let names = [SERVICE.to_owned(), format!("{SERVICE}.gz")];
    let mut versions = versions.filter_map(Result::ok);
    versions.any(|version| names.iter().any(|it| version.path().join(it).is_file()))
}

/// Those of `known` that are few typing errors away, the nearest first, as the end of a sentence.
fn near(service: &str, known: BTreeSet<String>) -> String {
    let distances = known
        .into_iter()
        .map(|it| (strsim::osa_distance(&service.to_lowercase(), &it), it));
    let near = distances.filter(|(errors, it)| *errors <= service.len().max(it.len()) / 3);
    let mut near: Vec<_> = near.collect();
    near.sort();
    let near: Vec<_> = near.into_iter().take(3).map(|(_, it)| it).collect();
    or(&near)
}

/// The names as the end of a sentence; nothing if there are none.
fn or(names: &[String]) -> String {
    let names: Vec<_> = names.iter().map(|it| format!("`{it}`")).collect();
    match names.is_empty() {
        true => String::new(),
        false => format!(": did you mean {}?", names.join(" or ")),
    }
}

/// The services that are called `name` anywhere else, as `cloudmap` is botocore's `servicediscovery`.
fn called(botocore: &Path, name: &str, known: &BTreeSet<String>) -> Result<Vec<String>, Failure> {
    let wanted = plain(name);
    let mut called = Vec::new();
    if wanted.is_empty() {
        return Ok(called);
    }
    for (service, text) in descriptions(botocore, known)? {
        let Ok(Value::Object(description)) = serde_json::from_str(&text) else {
            continue;
        };
        let names = NAMES
            .iter()
            .filter_map(|key| description.get("metadata")?.get(*key)?.as_str());
        let mut names = names.map(plain).chain([plain(&service)]);
        if names.any(|it| {
            it == wanted || it.strip_prefix("aws").or(it.strip_prefix("amazon")) == Some(&*wanted)
        }) {
            called.push(service);
        }
    }
    called.dedup();
    Ok(called)
}

/// Letters and digits alone, in lower case.
fn plain(name: &str) -> String {
    let name = name.chars().filter(char::is_ascii_alphanumeric);
    name.collect::<String>().to_lowercase()
}

/// The descriptions of all services, each with its name.
fn descriptions(
    botocore: &Path,
    known: &BTreeSet<String>,
) -> Result<Vec<(String, String)>, Failure> {
    if botocore.is_dir() {
        let mut all = Vec::new();
        for service in known {
            let files = in_directory(botocore, service)?;
            let texts = files.into_iter().filter(|((_, file), _)| file == SERVICE);
            all.extend(texts.map(|(_, text)| (service.clone(), text)));
        }
        return Ok(all);
    }
    let mut archive = zip::ZipArchive::new(File::open(botocore)?)?;
    let names = archive.file_names().map(|name| Ok(name?.into_owned()));
    let names = names.collect::<Result<Vec<String>, ZipError>>()?;
    let mut all = Vec::new();
    for name in names {
        let plain = name.strip_suffix(".gz").unwrap_or(&name);
        let service = plain
            .strip_prefix("botocore/data/")
            .and_then(|it| it.split_once('/'));
        if let Some((service, _)) = service.filter(|(_, file)| file.ends_with(SERVICE)) {
            let service = service.to_owned();
            let is_packed = plain != name;
            all.push((service, unpacked(archive.by_name(&name)?, is_packed)?));
        }
    }
    Ok(all)
}

/// Texts by version and file.
type Files = BTreeMap<(String, String), String>;

fn in_directory(data: &Path, service: &str) -> Result<Files, Failure> {
    let mut files = Files::new();
    let directory = data.join(service);
    if !directory.is_dir() {
        return Ok(files);
    }
    for version in fs::read_dir(directory)? {
        let version = version?;
        for file in [SERVICE, PAGINATORS] {
            for (name, is_packed) in [(file.to_owned(), false), (format!("{file}.gz"), true)] {
                let path = version.path().join(name);
                if path.is_file() {
                    let key = version.file_name().to_string_lossy().into_owned();
                    let text = unpacked(File::open(path)?, is_packed)?;
                    files.insert((key, file.to_owned()), text);
                }
            }
        }
    }
    Ok(files)
}

fn in_wheel(wheel: &Path, service: &str) -> Result<Files, Failure> {
    let mut archive = zip::ZipArchive::new(File::open(wheel)?)?;
    let prefix = format!("botocore/data/{service}/");
    let names = archive.file_names().map(|name| Ok(name?.into_owned()));
    let names = names.collect::<Result<Vec<String>, ZipError>>()?;
    let mut files = Files::new();
    for name in names.iter().filter(|name| name.starts_with(&prefix)) {
        let plain = name.strip_suffix(".gz").unwrap_or(name);
        let Some((version, file)) = plain[prefix.len()..].split_once('/') else {
            continue;
        };
        if [SERVICE, PAGINATORS].contains(&file) {
            let key = (version.to_owned(), file.to_owned());
            let is_packed = plain != name;
            files.insert(key, unpacked(archive.by_name(name)?, is_packed)?);
        }
    }
    Ok(files)
}

fn unpacked(mut file: impl Read, is_packed: bool) -> std::io::Result<String> {
    let mut text = String::new();
    match is_packed {
        true => GzDecoder::new(file).read_to_string(&mut text)?,
        false => file.read_to_string(&mut text)?,
    };
    Ok(text)
}
