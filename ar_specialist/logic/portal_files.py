"""Files that customers send: what they are is read from their content, never from their name."""

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass

from .portal_forms import Fault

MEGABYTE = 1 << 20
MOST_FILES = 5
MOST_NAME = 80
#: What a file begins with: (type, ending of its name).
BEGINNINGS = (
    (b"%PDF-", "application/pdf", ".pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
)
ZIP = b"PK\x03\x04"
_OFFICE = "application/vnd.openxmlformats-officedocument."
#: Which part tells what an office document is: (type, ending of its name).
OFFICE = {
    "word/document.xml": (f"{_OFFICE}wordprocessingml.document", ".docx"),
    "xl/workbook.xml": (f"{_OFFICE}spreadsheetml.sheet", ".xlsx"),
}
#: Parts that run something when the document is opened.
ACTIVE = re.compile(r"vbaproject|activex|oleobject", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r"[^\w .()+,&-]")


@dataclass(frozen=True)
class Allowed:
    """What a company takes: the size of each file in bytes, and whether Word and Excel documents are among it."""

    size: int
    office: bool = False
    number: int = MOST_FILES


@dataclass(frozen=True)
class File:
    """A file as it is kept: a name that says what it is, its type, its content."""

    name: str
    type: str
    content: bytes


def checked(files, allowed):
    """Return the :class:`File` s of (name, content); one that is not allowed refuses them all.

    :param files: (name, bytes), with one byte more than allowed where a file is larger; None for no files
    """
    files = files or ()
    if len(files) > allowed.number:
        raise Fault("files_many", {"number": allowed.number})
    return [_checked(name, content, allowed) for name, content in files]


def _checked(name, content, allowed):
    if len(content) > allowed.size:
        raise Fault("file_large", {"name": safe_name(name, ""), "megabytes": allowed.size // MEGABYTE})
    if not content:
        raise Fault("file_empty", {"name": safe_name(name, "")})
    found = kind(content)
    if not found or (found[0].startswith(_OFFICE) and not allowed.office):
        raise Fault("file_type", {"name": safe_name(name, "")})
    return File(safe_name(name, found[1]), found[0], content)


def kind(content):
    """Return (type, ending) of what `content` is; None for all that is not on the list."""
    for beginning, type_, ending in BEGINNINGS:
        if content.startswith(beginning):
            return type_, ending
    return _office_kind(content) if content.startswith(ZIP) else None


def _office_kind(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        return None
    if "[Content_Types].xml" not in names or any(ACTIVE.search(name) for name in names):
        return None
    return next((found for part, found in OFFICE.items() if part in names), None)


def safe_name(name, ending):
    """Return the last part of a file's name without what may mislead, with the `ending` of what it is."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", str(name or "")))[-1]
    stem = _NOT_IN_NAMES.sub("_", last)
    if ending and "." in stem:
        stem = stem.rpartition(".")[0]
    return (stem.strip(" .")[:MOST_NAME] or "file") + ending
