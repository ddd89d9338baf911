"""The text of an HTML mail as a person reads it, the cells of a table's row in one line."""

import re

from lxml import etree, html

from .reading import one_line

MAX_CHARACTERS = 500_000
#: What begins a line of its own.
_BLOCKS = """
    address article aside blockquote body br center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr html
    li main nav ol p pre section table tbody tfoot thead tr ul
"""
_BLOCK_TAGS = frozenset(_BLOCKS.split())
_CELLS = frozenset(("td", "th"))
#: What nobody reads.
_UNREAD = frozenset(("head", "script", "style", "title", "template", "noscript", "object", "iframe", "svg"))


def text_of_html(source):
    """Return the lines of an HTML text, the cells of a row parted by tabs; "" when there is nothing to read."""
    source = (source or "")[:MAX_CHARACTERS].replace("\0", "")
    if not source.strip():
        return ""
    try:
        # As bytes: what the text says of its own encoding is no longer true.
        root = html.document_fromstring(
            source.encode("utf-8", "replace"),
            parser=html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False))
    except (etree.LxmlError, ValueError):
        return ""
    pieces = _pieces(root)
    lines = ("\t".join(map(one_line, line.split("\t"))) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line.strip("\t"))


def _pieces(root):
    """Return the texts in the order of reading, with "\n" and "\t" where a line and a cell begin."""
    pieces, unread, cell, written = [], None, None, None
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start" and unread is None:
            if _is_unread(node):
                unread = node
                continue
            if node.tag == "pre" and written is None:
                written = node
            if node.tag in _CELLS and cell is None and node.find(".//table") is None:
                # Paragraphs within a cell begin no line; a cell around a table is layout.
                cell = node
                pieces.append("\t" if node.getprevious() is not None else "")
            elif node.tag in _BLOCK_TAGS:
                pieces.append(" " if cell is not None else "\n")
            pieces.append(_words(node.text, written is not None))
            continue
        if event == "end" and unread in (None, node):
            unread = None
            cell = None if node is cell else cell
            written = None if node is written else written
            if node.tag in _BLOCK_TAGS:
                pieces.append(" " if cell is not None else "\n")
        if unread is None:
            pieces.append(_words(node.tail, written is not None))
    return pieces


def _words(text, written):
    """Return a text as it is seen; where it is `written` as it stands, lines end and columns are parted by blanks."""
    if written:
        return re.sub(r" {2,}", "\t", (text or "").replace("\r", ""))
    return re.sub(r"[\t\r\n]", " ", text or "")


def _is_unread(node):
    return not isinstance(node.tag, str) or node.tag in _UNREAD or (
        "display:none" in (node.get("style") or "").replace(" ", "").lower())
