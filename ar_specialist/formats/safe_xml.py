"""XML from strangers: no document type, no entities, no network, line numbers in every fault."""

from lxml import etree

from .reading import FaultError


def read_root(content):
    """Return the root element of XML bytes, tags without their namespaces; the root's is kept in `nsmap`.

    :raise FaultError: entities, encoding, broken, truncated
    """
    plain = content.replace(b"\0", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise FaultError(1, "", "entities")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True, collect_ids=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _fault(error) from error
    for element in root.iter():
        element.tag = etree.QName(element).localname
    return root


def _fault(error):
    cause = error.msg or ""
    line = error.lineno or 1
    if "ncoding" in cause or "UTF-8" in cause:
        return FaultError(line, "", "encoding", cause)
    if "Premature end" in cause or "EndTag: '</' not found" in cause:
        return FaultError(line, "", "truncated", cause)
    return FaultError(line, "", "broken", cause)


def text(element, *paths):
    """Return the text below `element` at the first of `paths` that has one, blanks reduced; "" for none."""
    for path in paths:
        found = element.findtext(path) if path else element.text
        if found and found.strip():
            return " ".join(found.split())
    return ""


def texts(element, path):
    """Return all texts at `path`, in order, the empty ones left out."""
    found = (" ".join((node.text or "").split()) for node in element.iterfind(path))
    return tuple(value for value in found if value)
