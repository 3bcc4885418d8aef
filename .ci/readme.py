"""Writes a crate that has the README's programs, and what its `cargo add` commands add: nothing else.

    .ci/readme.py README DIRECTORY

What a program needs and no command adds shows when the crate is compiled. The workspace's own crates are taken from
beside the README.
"""

import argparse
import pathlib
import re
import shlex

PROGRAM = re.compile(r"^```rust[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^cargo add [^\n]+$|`(cargo add [^`]+)`", re.MULTILINE)


def added(readme):
    """Each crate of the commands, with its features, `default` among them."""
    crates = {}
    for match in COMMAND.finditer(readme):
        parser = argparse.ArgumentParser()
        parser.add_argument("--dev", action="store_true")
        parser.add_argument("--no-default-features", action="store_true")
        parser.add_argument("--features", default="")
        parser.add_argument("names", nargs="+")
        command = parser.parse_args(shlex.split(match[1] or match[0])[2:])
        for name in command.names:
            features = crates.setdefault(name, set())
            features.update(filter(None, command.features.split(",")))
            if not command.no_default_features:
                features.add("default")
    return crates


def manifest(crates, root):
    lines = ["[package]", 'name = "of-the-readme"', 'edition = "2024"', "", "[workspace]", "", "[dependencies]"]
    for name, features in sorted(crates.items()):
        own = (root / name / "Cargo.toml").exists()
        where = f'path = "{root / name}"' if own else 'version = "*"'
        names = ", ".join(f'"{feature}"' for feature in sorted(features))
        lines.append(f"{name} = {{ {where}, default-features = false, features = [{names}] }}")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readme", type=pathlib.Path)
    parser.add_argument("directory", type=pathlib.Path)
    arguments = parser.parse_args()
    readme = arguments.readme.read_text(encoding="utf-8")
    examples = arguments.directory / "examples"
    examples.mkdir(parents=True)
    root = arguments.readme.resolve().parent
    (arguments.directory / "Cargo.toml").write_text(manifest(added(readme), root), encoding="utf-8")
    (arguments.directory / "src").mkdir()
    (arguments.directory / "src" / "lib.rs").touch()
    programs = PROGRAM.findall(readme)
    for number, program in enumerate(programs, 1):
        if "fn main" not in program:
            program = f"#![allow(dead_code)]\n{program}\nfn main() {{}}\n"
        (examples / f"program_{number}.rs").write_text(program, encoding="utf-8")
    print(f"{len(programs)} programs")


if __name__ == "__main__":
    main()
