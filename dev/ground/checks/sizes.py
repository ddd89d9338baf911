"""Sizes that keep a file one concept and a function one thought."""

import ast
from statistics import median

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
MEDIAN_FILE = 100
CODE = (".py", ".xml", ".js", ".scss")
#: Tables of data, not code.
DATA_FOLDERS = ("demo", "i18n")


def check(tree):
    files = [source for source in tree.files(*CODE) if not _is_data(source)]
    for source in files:
        if len(source.lines) > LONGEST_FILE:
            yield source.finding(1, f"{len(source.lines)} lines, {LONGEST_FILE} are the most: is it one concept?")
        if source.path.suffix == ".py" and not _is_test(source):
            yield from _functions(source)
    yield from _median(tree, files)


def _median(tree, files):
    sizes = [
        len(source.lines) for source in files
        if source.name.startswith(f"{tree.addon}/") and not _is_test(source) and not source.path.name.startswith("__")
    ]
    if sizes and median(sizes) >= MEDIAN_FILE:
        yield tree.in_addon(".py")[0].finding(
            1, f"the add-on's median file has {median(sizes):g} lines, under {MEDIAN_FILE} is the rule")


def _functions(source):
    for node in ast.walk(source.syntax):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            size = node.end_lineno - node.lineno + 1 - _docstring_lines(node)
            if size >= LONGEST_FUNCTION:
                rule = f"under {LONGEST_FUNCTION} is the rule"
                yield source.finding(node.lineno, f"{node.name} has {size} lines without its docstring, {rule}")


def _docstring_lines(function):
    if ast.get_docstring(function, clean=False) is None:
        return 0
    text = function.body[0]
    return text.end_lineno - text.lineno + 1


def _is_data(source):
    return any(folder in source.path.parts for folder in DATA_FOLDERS)


def _is_test(source):
    return "/tests/" in source.name
