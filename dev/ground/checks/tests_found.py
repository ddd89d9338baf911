"""A test that no runner finds proves nothing."""

import ast

WANTED_TAGS = {"-at_install", "post_install"}


def check(tree):
    files = [source for source in tree.in_addon(".py", below="tests") if source.path.name.startswith("test_")]
    index = [source for source in tree.in_addon(".py", below="tests") if source.path.name == "__init__.py"]
    imported = {
        alias.name for source in index for node in ast.walk(source.syntax)
        if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    for source in files:
        if source.path.stem not in imported:
            yield source.finding(1, "tests/__init__.py does not import it: Odoo's own runner passes it by")
        yield from _tagged(source)


def _tagged(source):
    for node in source.syntax.body:
        if isinstance(node, ast.ClassDef) and _has_tests(node) and not _tags(node) >= WANTED_TAGS:
            yield source.finding(node.lineno, f'{node.name} wants @tagged("-at_install", "post_install")')


def _has_tests(node):
    return any(isinstance(item, ast.FunctionDef) and item.name.startswith("test_") for item in node.body)


def _tags(node):
    return {
        argument.value
        for decorator in node.decorator_list
        if isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") == "tagged"
        for argument in decorator.args if isinstance(argument, ast.Constant)
    }
