"""Facts, decision, effects: what each layer may not do."""

import ast
import re
import sys

WRITES = {"write", "create", "unlink", "copy", "toggle_active", "_write", "_create"}
CLOCKS = {"today", "now", "utcnow"}
WORLD = {"odoo", "os", "pathlib", "psycopg2", "requests", "shutil", "socket", "subprocess", "tempfile", "urllib"}


def check(tree):
    for source in tree.in_addon(".py", below="logic"):
        yield from _pure(source)
    for source in tree.in_addon(".py", below="formats"):
        yield from _no_world(source)
    for source in tree.in_addon(".py", below="queries"):
        yield from _read_only(source)
    for source in tree.in_addon(".py"):
        yield from _constraints(source)
        yield from _old_translation(source)


def _pure(source):
    for node in ast.walk(source.syntax):
        for module in _imported(node):
            if module.split(".")[0] not in sys.stdlib_module_names:
                yield source.finding(node.lineno, f"logic/ imports the standard library only, not {module}")
        if isinstance(node, ast.ImportFrom) and node.level > 1:
            yield source.finding(node.lineno, "logic/ imports nothing of the add-on but logic/")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
            yield source.finding(node.lineno, "logic/ gets the day as an argument, it reads no clock")


def _imported(node):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and not node.level:
        return [node.module]
    return []


def _no_world(source):
    """Readers of files turn bytes into dataclasses, whoever the bytes come from."""
    for node in ast.walk(source.syntax):
        for module in _imported(node):
            if module.split(".")[0] in WORLD:
                yield source.finding(node.lineno, f"formats/ knows no database, disk or network, so not {module}")
        if isinstance(node, ast.ImportFrom) and node.level > 1 and node.module.split(".")[0] != "logic":
            yield source.finding(node.lineno, "formats/ imports nothing of the add-on but formats/ and logic/")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open":
            yield source.finding(node.lineno, "formats/ opens no file, it is given bytes")


def _read_only(source):
    for node in ast.walk(source.syntax):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            yield source.finding(node.lineno, f"queries/ reads only, it never calls .{node.func.attr}()")
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _changes_rows(node.value):
            yield source.finding(node.lineno, "queries/ reads only, this statement writes")


def _changes_rows(text):
    return re.match(r"\s*(INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|TRUNCATE)\b", text)


def _constraints(source):
    for node in ast.walk(source.syntax):
        targets = node.targets if isinstance(node, ast.Assign) else []
        if any(isinstance(target, ast.Name) and target.id == "_sql_constraints" for target in targets):
            yield source.finding(node.lineno, "Odoo 19 ignores _sql_constraints: use models.Constraint or UniqueIndex")


def _old_translation(source):
    for node in ast.walk(source.syntax):
        if isinstance(node, ast.ImportFrom) and node.module == "odoo" and "_" in [alias.name for alias in node.names]:
            yield source.finding(node.lineno, "translate by self.env._, the imported _ guesses the language")
