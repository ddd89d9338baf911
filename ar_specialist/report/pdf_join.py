"""Many PDFs as one, written page by page.

PyPDF2, and qpdf as well, keep every object of every source until the whole is written: some 70 to 100 kB a statement.
Here a source is read with Odoo's PDF library, its objects are written out under new numbers, and it is forgotten; what
stays in memory is where each object begins. Fonts and pictures that are the same in all of them are written once.

The format is that of ISO 32000-1: header, indirect objects (7.3.10), cross-reference table (7.5.4), trailer (7.5.5).
"""

from array import array
from hashlib import sha256
from io import BytesIO

from odoo.tools.pdf import ArrayObject, DictionaryObject, IndirectObject, PdfFileReader, generic

CATALOG, PAGES = 1, 2
#: What a page may take from its document; the rest of it is about the order of pages there.
OF_A_PAGE = ("/Resources", "/MediaBox", "/CropBox", "/Rotate", "/Contents", "/Annots", "/Group")
#: References to these would bring along the source's other pages.
LEFT_BEHIND = ("/Page", "/Pages", "/Catalog")


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
        :raise odoo.tools.pdf.PdfReadError: when it can't be read
        """
        reader = PdfFileReader(BytesIO(content), strict=False)
        source = _Source(self)
        for number in range(reader.getNumPages()):
            self._pages.append(source.write_page(reader.getPage(number)))

    def close(self):
        """Write what closes a document: its list of pages and where each object begins."""
        self.write(b"<< /Type /Catalog /Pages %d 0 R >>" % PAGES, CATALOG)
        kids = b" ".join(b"%d 0 R" % number for number in self._pages)
        self.write(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(self._pages), kids), PAGES)
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

    def write(self, body, number):
        """Write an object under its number."""
        self._offsets[number] = self._position
        self._put(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def write_once(self, body, number):
        """Write an object unless the same was written before; return the number that it stands under."""
        known = self._known.setdefault(sha256(body).digest(), number)
        if known == number:
            self.write(body, number)
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
        self._join.write(b"<< /Type /Page /Parent %d 0 R%s >>" % (PAGES, entries), number)
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
                self._join.write(b"null", number)
            elif isinstance(target, generic.StreamObject):
                self._numbers[key] = self._join.write_once(self._written(target), number)
            else:
                self._join.write(self._written(target), number)
        return b"%d 0 R" % self._numbers[key]


def joined(contents):
    """Return the documents of `contents`, an iterable of PDFs (bytes) taken one at a time, as one PDF, bytes."""
    out = BytesIO()
    whole = PdfJoin(out)
    for content in contents:
        whole.add(content)
    whole.close()
    return out.getvalue()
