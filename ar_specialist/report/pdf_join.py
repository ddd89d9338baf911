"""Many PDFs as one and one PDF as many, written page by page.

PyPDF2, and qpdf as well, keep every object of every source until the whole is written: some 70 to 100 kB a statement.
Here a source is read with Odoo's PDF library, its objects are written out under new numbers, and it is forgotten; what
stays in memory is where each object begins. What is the same in all of them, as fonts and pictures, is written once.

A part of a document takes along what its own pages use and nothing else.

The format is that of ISO 32000-1: header, indirect objects (7.3.10), cross-reference table (7.5.4), trailer (7.5.5).
"""

import contextlib
from array import array
from hashlib import sha256
from io import BytesIO
from itertools import islice

from odoo.tools.pdf import ArrayObject, DictionaryObject, IndirectObject, PdfReader, PdfReadError, generic

CATALOG, PAGES = 1, 2
#: What a page may take from its document; the rest of it is about the order of pages there.
OF_A_PAGE = ("/Resources", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Contents", "/Annots", "/Group")
#: References to these would bring along the source's other pages.
LEFT_BEHIND = ("/Page", "/Pages", "/Catalog")

#: Jumps in a document that are no cause for doubt, besides two for each of its bytes.
JUMPS = 10_000


class PdfJoin:
    """Writes documents one after the other into `out`, a binary file open for writing; :meth:`close` completes it."""

    def __init__(self, out):
        self._out = out
        self._position = 0
        # where each object begins, by its number; 0 while it is not written
        self._offsets = array("Q", [0, 0, 0])
        self._pages = array("Q")
        self._known = {}
        self._put(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def add(self, content):
        """Append the pages of a document.

        :param content: PDF, bytes
        :raise PdfReadError: when it can't be read; what was written is of no use then
        """
        with _pages_of(content) as pages:
            self.take(pages)

    def take(self, pages):
        """Append pages of one document, as PyPDF2 has them."""
        source = _Source(self)
        for page in pages:
            self._pages.append(source.write_page(page))

    def close(self):
        """Write what closes a document: its list of pages and where each object begins."""
        self.write_object(b"<< /Type /Catalog /Pages %d 0 R >>" % PAGES, CATALOG)
        kids = b" ".join(b"%d 0 R" % number for number in self._pages)
        self.write_object(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(self._pages), kids), PAGES)
        start = self._position
        self._put(b"xref\n0 %d\n0000000000 65535 f \n" % len(self._offsets))
        for offset in self._offsets[1:]:
            self._put(b"%010d 00000 n \n" % offset if offset else b"0000000000 00000 f \n")
        self._put(b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
            len(self._offsets), CATALOG, start))

    def reserve(self):
        """Return the number of an object that is to be written."""
        self._offsets.append(0)
        return len(self._offsets) - 1

    def write_object(self, body, number):
        """Write an object under its number."""
        self._offsets[number] = self._position
        self._put(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def write_once(self, body, number):
        """Write an object unless the same was written before; return the number that it stands under."""
        known = self._known.setdefault(sha256(body).digest(), number)
        if known == number:
            self.write_object(body, number)
        return known

    def _put(self, content):
        self._out.write(content)
        self._position += len(content)


class _Source:
    """One document while it is taken over: which number each of its objects has in the whole."""

    def __init__(self, join):
        self._join = join
        self._numbers = {}

    def write_page(self, page):
        """Write a page with all it needs; return its number."""
        number = self._join.reserve()
        # raw_get leaves references as they are
        own = {name: page.raw_get(name) for name in OF_A_PAGE if name in page}
        entries = b"".join(b" %s %s" % (name.encode(), self._written(value)) for name, value in own.items())
        self._join.write_object(b"<< /Type /Page /Parent %d 0 R%s >>" % (PAGES, entries), number)
        return number

    def _written(self, value):
        """Return an object in the syntax of PDF, bytes, its references under their new numbers."""
        if isinstance(value, IndirectObject):
            return self._reference(value)
        if isinstance(value, generic.StreamObject):
            return self._stream(value)
        if isinstance(value, DictionaryObject):
            return self._dictionary(value)
        if isinstance(value, ArrayObject):
            return b"[%s]" % b" ".join(self._written(each) for each in list.__iter__(value))
        leaf = BytesIO()
        # PyPDF2 1.x has the older name
        (getattr(value, "write_to_stream", None) or value.writeToStream)(leaf, None)
        return leaf.getvalue()

    def _dictionary(self, value):
        return b"<<%s >>" % b"".join(
            b" %s %s" % (self._written(name), self._written(value.raw_get(name))) for name in value)

    def _stream(self, value):
        entries = DictionaryObject({name: value.raw_get(name) for name in value if name != "/Length"})
        return b"<< /Length %d%s\nstream\n%s\nendstream" % (
            len(value._data), self._dictionary(entries).removeprefix(b"<<"), value._data)

    def _reference(self, value):
        key = value.idnum, value.generation
        if key not in self._numbers:
            # its number is known before it is written: it may refer to itself
            number = self._numbers[key] = self._join.reserve()
            target = (getattr(value, "get_object", None) or value.getObject)()
            if isinstance(target, DictionaryObject) and target.get("/Type") in LEFT_BEHIND:
                self._join.write_object(b"null", number)
            elif isinstance(target, DictionaryObject) and "/Rect" in target:
                # an annotation belongs to one page, however much it is like another page's
                self._join.write_object(self._written(target), number)
            else:
                self._numbers[key] = self._join.write_once(self._written(target), number)
        return b"%d 0 R" % self._numbers[key]


class _Finite(BytesIO):
    """A document that ends a reader which goes round in circles in it, as where a table names itself as the one before.

    Measured: where nothing is compressed, reading takes a jump for every two bytes.
    """

    def __init__(self, content):
        super().__init__(content)
        self._jumps = JUMPS + 2 * len(content)

    def seek(self, *where):
        self._jumps -= 1
        if self._jumps < 0:
            raise PdfReadError("it has no end")
        return super().seek(*where)


@contextlib.contextmanager
def _pages_of(content):
    """Give the pages of a document; raise PdfReadError for whatever a bad one makes the library raise meanwhile."""
    try:
        # Not strict it would leave out what it can't read, and a page would come out empty.
        reader = PdfReader(_Finite(content), strict=True)
        try:
            pages = list(reader.pages)
            if not pages:
                raise PdfReadError("no page can be read")
            yield pages
        finally:
            # It and its objects hold each other and would stay until the garbage is collected.
            vars(reader).clear()
    except (PdfReadError, OSError, MemoryError):
        raise
    except Exception as error:
        raise PdfReadError(f"{type(error).__name__}: {error}") from error


def joined(contents):
    """Return the documents of `contents`, an iterable of PDFs (bytes) taken one at a time, as one PDF, bytes.

    :raise PdfReadError: when one of them can't be read
    """
    out = BytesIO()
    whole = PdfJoin(out)
    for content in contents:
        whole.add(content)
    whole.close()
    return out.getvalue()


def split(content, counts):
    """Return the pages of a PDF as documents of `counts` pages each, a list of bytes.

    :param counts: numbers of pages, one after the other from the first page on
    :raise PdfReadError: when it can't be read, or has another number of pages than these together
    """
    with _pages_of(content) as pages:
        if len(pages) != sum(counts):
            raise PdfReadError(f"{sum(counts)} pages expected, {len(pages)} found")
        left = iter(pages)
        return [_part(islice(left, count)) for count in counts]


def _part(pages):
    out = BytesIO()
    part = PdfJoin(out)
    part.take(pages)
    part.close()
    return out.getvalue()
