//! Finds a service among botocore's descriptions, packed as they are published or as they are installed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use postcond_codegen::Source as Text;
use postcond_codegen::models::Source;

use super::Failure;

const SERVICE: &str = "service-2.json";
const PAGINATORS: &str = "paginators-1.json";

/// The description of `service` in a wheel or a directory of botocore's.
pub(super) fn service(botocore: &Path, service: &str) -> Result<Source, Failure> {
    let said = |error: String| format!("{}: {error}", botocore.display());
    let files = match botocore.is_dir() {
        true => in_directory(botocore, service),
        false => in_wheel(botocore, service),
    };
    let mut files = files.map_err(|error| said(error.to_string()))?;
    // A service may have several versions; they are dates, so the greatest is the newest.
    let newest = files.keys().filter(|(_, file)| file == SERVICE).max();
    let Some((version, _)) = newest.cloned() else {
        let known = services(botocore).map_err(|error| said(error.to_string()))?;
        let near = near(service, known);
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

/// The services of a wheel or a directory of botocore's.
fn services(botocore: &Path) -> Result<BTreeSet<String>, Failure> {
    let of_wheel = |name: &str| {
        let service = name.strip_prefix("botocore/data/")?.split_once('/')?;
        Some(service.0.to_owned())
    };
    if !botocore.is_dir() {
        let archive = zip::ZipArchive::new(File::open(botocore)?)?;
        let names = archive.file_names().map(|name| Ok(of_wheel(&name?)));
        let names = names.collect::<Result<Vec<_>, zip::result::ZipError>>()?;
        return Ok(names.into_iter().flatten().collect());
    }
    let entries = fs::read_dir(botocore)?.map(|entry| Ok(entry?.path()));
    let entries = entries.collect::<std::io::Result<Vec<_>>>()?;
    let directories = entries.iter().filter(|it| it.is_dir());
    let names = directories.filter_map(|it| Some(it.file_name()?.to_string_lossy().into_owned()));
    Ok(names.collect())
}

/// Those of `known` that are few typing errors away, the nearest first, as the end of a sentence.
fn near(service: &str, known: BTreeSet<String>) -> String {
    let distances = known
        .into_iter()
        .map(|it| (strsim::levenshtein(service, &it), it));
    let near = distances.filter(|(errors, it)| *errors <= service.len().max(it.len()) / 3);
    let mut near: Vec<_> = near.collect();
    near.sort();
    let near: Vec<_> = near
        .iter()
        .take(3)
        .map(|(_, it)| format!("`{it}`"))
        .collect();
    match near.is_empty() {
        true => String::new(),
        false => format!(": did you mean {}?", near.join(" or ")),
    }
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
    let names = names.collect::<Result<Vec<String>, zip::result::ZipError>>()?;
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
