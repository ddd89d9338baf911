"""The files under check, read once."""

import ast
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

SKIPPED_FOLDERS = {
    ".git", ".hypothesis", ".pytest_cache", ".ruff_cache", ".venv", "__pycache__", "build", "dist", "node_modules",
    "venv",
}


@dataclass(frozen=True, order=True)
class Finding:
    """A broken rule: `path` is relative to the root, `line` counts from 1."""

    path: str
    line: int
    message: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True)
class Source:
    """One text file; `name` is its path below the root, with slashes."""

    name: str
    path: Path

    @cached_property
    def text(self):
        return self.path.read_text(encoding="utf-8", errors="replace")

    @cached_property
    def lines(self):
        return self.text.splitlines()

    @cached_property
    def syntax(self):
        """The Python syntax tree; an empty one where ruff will say what is wrong."""
        try:
            return ast.parse(self.text)
        except SyntaxError:
            return ast.parse("")

    def finding(self, line, message):
        return Finding(self.name, line, message)


@dataclass(frozen=True)
class Tree:
    """A clone of the repository; `addon` is the name of the add-on's folder."""

    root: Path
    addon: str = "ar_specialist"

    def files(self, *suffixes, below=""):
        """Return the files in folder `below` whose name ends in one of `suffixes`, sorted by name."""
        prefix = below and f"{below}/"
        return [
            source for source in _sources(self.root)
            if source.name.startswith(prefix) and source.path.suffix in suffixes
        ]

    def in_addon(self, *suffixes, below=""):
        return self.files(*suffixes, below="/".join(filter(None, (self.addon, below))))


@cache
def _sources(root):
    return [Source(path.relative_to(root).as_posix(), path) for path in sorted(_walk(root))]


def _walk(folder):
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            if path.name not in SKIPPED_FOLDERS:
                yield from _walk(path)
        elif path.is_file():
            yield path
