"""XML that parses and defines a record once, and a manifest that lists every data file there is and none that isn't."""

import ast

from lxml import etree

LISTED_FOLDERS = ("data", "report", "security", "views", "wizard")


def check(tree):
    defined = {}
    for source in tree.in_addon(".xml", ".svg"):
        try:
            document = etree.fromstring(source.path.read_bytes())
        except etree.XMLSyntaxError as error:
            yield source.finding(error.lineno or 1, f"not well-formed XML: {error.msg}")
        else:
            if document.tag == "odoo":
                yield from _defined_twice(source, document, defined)
    manifest = tree.files(".py", below=tree.addon)
    manifest = next(source for source in manifest if source.name == f"{tree.addon}/__manifest__.py")
    yield from _listed(tree, manifest, ast.literal_eval(manifest.text))


def _defined_twice(source, document, defined):
    """Odoo loads the last of two records of one id, and the first one when it reads views from their files."""
    for node in document.iter("record", "template", "menuitem"):
        name = node.get("id")
        if name in defined:
            yield source.finding(node.sourceline, f"{name} is defined already, at {defined[name]}")
        defined.setdefault(name, f"{source.name}:{node.sourceline}")


def _listed(tree, manifest, content):
    listed = [*content.get("data", ()), *content.get("demo", ())]
    for name in listed:
        if not (tree.root / tree.addon / name).is_file():
            yield manifest.finding(_line(manifest, name), f"lists {name}, which is not there")
    for folder in (*LISTED_FOLDERS, "demo"):
        # Tables in demo/ may be read by code.
        suffixes = (".xml",) if folder == "demo" else (".xml", ".csv")
        for source in tree.in_addon(*suffixes, below=folder):
            if source.name.removeprefix(f"{tree.addon}/") not in listed:
                yield source.finding(1, "no manifest entry loads this file")
    for pattern in _assets(content):
        if pattern.startswith(f"{tree.addon}/") and not any(tree.root.glob(pattern)):
            yield manifest.finding(_line(manifest, pattern), f"asset {pattern} matches no file")


def _assets(content):
    """Return the paths in the asset lists; an entry is a path or (operation, …, path)."""
    for entries in content.get("assets", {}).values():
        for entry in entries:
            yield entry if isinstance(entry, str) else entry[-1]


def _line(source, text):
    return next((number for number, line in enumerate(source.lines, 1) if text in line), 1)
