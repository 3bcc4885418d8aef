"""The packages of the workspace that are published: what they are called, hold and need of each other.

    .ci/packages.py names              their names, each after those that it needs
    .ci/packages.py libraries          the same, of those that have a library which programs name
    .ci/packages.py version            the version that all of them have
    .ci/packages.py check              that they agree: versions, CHANGELOG.md, what crates.io asks for
    .ci/packages.py sizes              the packages that `cargo package` has made: files and sizes
    .ci/packages.py files              the same, with every file
    .ci/packages.py unpack DIRECTORY   them there, each with a configuration NAME.toml that names the others
"""

import datetime
import functools
import json
import os
import pathlib
import re
import subprocess
import sys
import tarfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
# A limit of crates.io, in bytes.
LARGEST = 10 * 1024 * 1024
NEEDED = ("description", "license", "repository", "readme", "keywords", "categories", "rust_version")
VERSIONED = re.compile(r'^(?://!)?\s*(postcond[a-z-]*) = (?:\{ version = )?"=?(\d[^"]*)"', re.MULTILINE)
SECTION = re.compile(r"^## \[([^\]]+)\](?: - (\S+))?\n(.*?)(?=^## |^\[[^\]]+\]: |\Z)", re.MULTILINE | re.DOTALL)


@functools.cache
def metadata():
    command = [os.environ.get("CARGO", "cargo"), "metadata", "--locked", "--no-deps", "--format-version", "1"]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)


def published():
    """By name. An empty list of registries is what `publish = false` becomes."""
    packages = (package for package in metadata()["packages"] if package["publish"] != [])
    return {package["name"]: package for package in packages}


def needs(name):
    """The published packages that one needs to be packaged: a path alone is left out of a package."""
    of = {dependency["name"] for dependency in published()[name]["dependencies"] if dependency["req"] != "*"}
    return sorted(of & published().keys())


def in_order(names, seen=None):
    """Each after those that it needs."""
    seen = {} if seen is None else seen
    for name in names:
        if name not in seen:
            in_order(needs(name), seen)
            seen[name] = True
    return list(seen)


def names():
    return in_order(sorted(published()))


def libraries():
    kinds = {name: {kind for target in published()[name]["targets"] for kind in target["kind"]} for name in names()}
    return [name for name, of in kinds.items() if "lib" in of]


def version():
    return published()["postcond"]["version"]


def check():
    problems = [*wrong_versions(), *wrong_changelog(), *missing_metadata()]
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(published())} packages at {version()}: {len(problems)} problems")
    return not problems


def wrong_versions():
    for name, package in published().items():
        if package["version"] != version():
            yield f"{name} is at {package['version']}, postcond at {version()}"
        for dependency in package["dependencies"]:
            of, asked = dependency["name"], dependency["req"]
            if of in published() and asked not in ("*", f"={version()}"):
                yield f"{name} asks for {of} {asked}: generated code, run time and macro change together"
    tracked = subprocess.run(["git", "ls-files", "*.md", "*.rs"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    for file in tracked.stdout.splitlines():
        text = (ROOT / file).read_text(encoding="utf-8")
        for name, asked in VERSIONED.findall(text):
            if not f"{version()}.".startswith(f"{asked}."):
                yield f"{file} tells readers to depend on {name} {asked}, and this is {version()}"


def wrong_changelog():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    sections = SECTION.findall(text)
    if [name for name, _, _ in sections[:2]] != ["Unreleased", version()]:
        yield f"CHANGELOG.md does not begin with [Unreleased] and [{version()}]"
        return
    if sections[0][2].strip():
        yield f"CHANGELOG.md: what is under [Unreleased] belongs to [{version()}]"
    for name, date, _ in sections[1:]:
        try:
            datetime.date.fromisoformat(date)
        except ValueError:
            yield f"CHANGELOG.md: [{name}] has no date, as in `## [{name}] - 2026-01-31`"
    for name, _, _ in sections:
        if f"\n[{name}]: http" not in text:
            yield f"CHANGELOG.md: [{name}] leads nowhere"


def missing_metadata():
    for name, package in published().items():
        for missing in (field for field in NEEDED if not package[field]):
            yield f"{name} has no {missing}"
        if not (pathlib.Path(package["manifest_path"]).parent / "LICENSE").exists():
            yield f"{name} has no LICENSE"


def archive(name):
    return pathlib.Path(metadata()["target_directory"]) / "package" / f"{name}-{version()}.crate"


def sizes(with_files=False):
    fits = True
    print("| package | files | packed | unpacked |\n|---|---|---|---|")
    for name in names():
        packed = archive(name).stat().st_size
        fits &= packed <= LARGEST
        with tarfile.open(archive(name)) as files:
            members = [member for member in files.getmembers() if member.isfile()]
        unpacked = sum(member.size for member in members)
        print(f"| `{name}` | {len(members)} | {kib(packed)} | {kib(unpacked)} |")
        for member in members if with_files else ():
            print(f"  {member.size:>8}  {member.name}")
    if not fits:
        print(f"crates.io takes no package of more than {kib(LARGEST)}", file=sys.stderr)
    return fits


def kib(size):
    return f"{size / 1024:,.0f} KiB"


def unpack(directory):
    """What a package needs of the others it finds in the packages beside it, not in a registry."""
    directory = pathlib.Path(directory).resolve()
    for name in names():
        subprocess.run(["tar", "-xzf", archive(name), "-C", directory], check=True)
        beside = (of for of in in_order([name]) if of != name)
        patches = (f"{of}.path = {json.dumps(str(directory / f'{of}-{version()}'))}\n" for of in beside)
        (directory / f"{name}.toml").write_text("[patch.crates-io]\n" + "".join(patches), encoding="utf-8")
    return True


def main():
    match sys.argv[1:]:
        case ["names"]:
            print(*names(), sep="\n")
        case ["libraries"]:
            print(*libraries(), sep="\n")
        case ["version"]:
            print(version())
        case ["check"]:
            sys.exit(not check())
        case ["sizes"]:
            sys.exit(not sizes())
        case ["files"]:
            sys.exit(not sizes(with_files=True))
        case ["unpack", directory]:
            unpack(directory)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
