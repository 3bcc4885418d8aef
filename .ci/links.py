"""Checks that links within the repository lead somewhere: those of Markdown files, and those of a built book.

    .ci/links.py [--book DIRECTORY] FILE...

Works without a network: links to other hosts are counted, and not followed. Those to this repository on GitHub, which
the pages of crates.io and docs.rs need, are links within.
"""

import argparse
import html.parser
import pathlib
import re
import sys
import urllib.parse

CODE = re.compile(r"^(```|~~~).*?^\1[^\n]*$|(`+)(?!`).*?(?<!`)\2(?!`)", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)*)\)")
DEFINED = re.compile(r"^\[[^\]]+\]: (\S+)$", re.MULTILINE)
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)


ROOT = pathlib.Path(__file__).resolve().parent.parent
ON_GITHUB = re.compile(r"^https://github\.com/postcond/postcond/(?:blob|tree)/HEAD/")


def is_elsewhere(link):
    return bool(urllib.parse.urlsplit(link).scheme)


class Markdown:
    """A file as GitHub shows it."""

    def __init__(self, path):
        text = path.read_text(encoding="utf-8")
        prose = CODE.sub("", text)
        self.links = INLINE.findall(prose) + DEFINED.findall(prose)
        blocks = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
        self.anchors = {self.anchor(heading) for heading in HEADING.findall(blocks.sub("", text))}

    @staticmethod
    def anchor(heading):
        heading = re.sub(r"\]\([^)]*\)", "]", heading).strip().lower()
        return re.sub(r"[^\w\- ]", "", heading).replace(" ", "-")


class Html(html.parser.HTMLParser):
    """A page of the book."""

    def __init__(self, path):
        super().__init__()
        self.links, self.anchors = [], set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.anchors.update(filter(None, [attributes.get("id"), attributes.get("name")]))
        names = {"a": "href", "img": "src", "link": "href", "script": "src"}
        link = attributes.get(names.get(tag, ""))
        if link:
            self.links.append(link)


class Check:
    def __init__(self):
        self.read, self.inside, self.elsewhere, self.broken = {}, 0, 0, []

    def document(self, path):
        path = path.resolve()
        if path not in self.read:
            kind = {".md": Markdown, ".html": Html}.get(path.suffix)
            self.read[path] = kind(path) if kind else None
        return self.read[path]

    def check(self, path):
        for link in self.document(path).links:
            if ON_GITHUB.match(link):
                link = f"{ROOT}/{ON_GITHUB.sub('', link)}"
            if is_elsewhere(link):
                self.elsewhere += 1
                continue
            self.inside += 1
            why = self.wrong(path, link)
            if why:
                self.broken.append(f"{path}: {link}: {why}")

    def wrong(self, path, link):
        file, _, anchor = link.partition("#")
        target = path.parent / urllib.parse.unquote(file) if file else path
        if not target.exists():
            return "no such file"
        if anchor and not target.is_dir():
            document = self.document(target)
            if document and urllib.parse.unquote(anchor) not in document.anchors:
                return "no such heading"
        return None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--book", type=pathlib.Path)
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    arguments = parser.parse_args()
    check = Check()
    pages = sorted(arguments.book.rglob("*.html")) if arguments.book else []
    # What the book makes for hosts that it is not at: its links begin at a root.
    pages = [page for page in pages if page.name not in ("404.html", "toc.html", "print.html")]
    for path in arguments.files + pages:
        check.check(path)
    for broken in check.broken:
        print(broken, file=sys.stderr)
    print(
        f"{len(arguments.files)} files and {len(pages)} pages: {check.inside} links within, "
        f"{len(check.broken)} of them broken; {check.elsewhere} to other hosts, not followed"
    )
    sys.exit(1 if check.broken or not check.inside else 0)


if __name__ == "__main__":
    main()
