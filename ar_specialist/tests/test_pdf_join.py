import gc
import tempfile
import tracemalloc
from io import BytesIO
from unittest.mock import Mock

from odoo.exceptions import UserError
from odoo.tests import BaseCase, TransactionCase, tagged
from odoo.tools.pdf import PdfReader, PdfReadError
from PIL import Image
from reportlab.lib.pagesizes import A4, A5, LETTER
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ..report.pdf_join import PdfJoin, joined, split

FEW, MANY = 40, 400
#: What may stay of a document, bytes: the digests of its streams and where its objects begin, some 200, and what the
#: garbage collector has not come to yet. A document that is read and kept takes 60,000.
KEPT_PER_DOCUMENT = 5_000


def document(*pages, size=A4, draw=None):
    """Return a PDF with one page for each text, bytes, the same for the same arguments."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=True)
    for text in pages:
        canvas.setFont("Vera", 12)
        canvas.drawString(72, 200, text)
        if draw:
            draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def plain(*objects, root=1):
    """Return a PDF of these objects as they are, numbered from 1 on, bytes."""
    out, offsets = BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start))
    return out.getvalue()


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"


class PdfCase(BaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))

    def pages_of(self, pdf):
        """Return the pages of a document that a strict reader takes."""
        return list(PdfReader(BytesIO(pdf), strict=True).pages)

    def texts(self, pdf):
        return [page.extract_text().strip() for page in self.pages_of(pdf)]

    def objects(self, pdf, entry):
        """Return the dictionaries and streams of a file, whether in use or not, that have this entry."""
        reader = PdfReader(BytesIO(pdf), strict=True)
        own = [reader.get_object(number) for number in sorted(reader.xref[0])]
        return [one for one in own if isinstance(one, dict) and entry in one]


@tagged("-at_install", "post_install")
class TestPdfJoin(PdfCase):
    def test_pages_and_their_text_in_order(self):
        sources = [document("one", "two"), document("three"), document("four", "five", "six")]
        self.assertEqual(self.texts(joined(sources)), ["one", "two", "three", "four", "five", "six"])

    def test_what_is_drawn_stays_to_the_byte(self):
        sources = [document("Ünïcödé (and) \\ brackets"), document("<two>")]
        drawn = [page.get_contents().get_data() for pdf in sources for page in self.pages_of(pdf)]
        self.assertEqual([page.get_contents().get_data() for page in self.pages_of(joined(sources))], drawn)

    def test_each_page_keeps_its_size_and_its_turn(self):
        def turned(canvas):
            canvas.setPageRotation(90)

        sources = [document("a"), document("b", size=LETTER), document("c", size=A5, draw=turned)]
        pages = self.pages_of(joined(sources))
        before = [page for pdf in sources for page in self.pages_of(pdf)]
        self.assertEqual([page["/MediaBox"] for page in pages], [page["/MediaBox"] for page in before])
        self.assertEqual(len({tuple(page["/MediaBox"]) for page in pages}), 3)
        self.assertEqual([page.get("/Rotate", 0) for page in pages], [0, 0, 90])

    def test_what_a_page_inherits_comes_along(self):
        inherited = plain(
            CATALOG, b"<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 123 45] /Rotate 180 >>",
            b"<< /Type /Page /Parent 2 0 R /UserUnit 2 >>")
        [page] = self.pages_of(joined([inherited]))
        self.assertEqual([int(value) for value in page["/MediaBox"]], [0, 0, 123, 45])
        self.assertEqual((page["/Rotate"], page["/UserUnit"]), (180, 2))

    def test_links_stay(self):
        pdf = document("pay", draw=lambda canvas: canvas.linkURL("https://pay.example/?a=(1)", (72, 190, 144, 220)))
        annotations = [page["/Annots"][0].get_object() for page in self.pages_of(joined([pdf, pdf]))]
        self.assertEqual([one["/A"]["/URI"] for one in annotations], ["https://pay.example/?a=(1)"] * 2)
        self.assertEqual([float(value) for value in annotations[0]["/Rect"]], [72, 190, 144, 220])

    def test_pictures_keep_their_transparency_and_are_written_once(self):
        picture = Image.new("RGBA", (20, 10), (200, 30, 30, 128))
        pdf = document("logo", draw=lambda canvas: canvas.drawImage(ImageReader(picture), 72, 72, mask="auto"))
        whole = joined([pdf] * 3)
        for page in self.pages_of(whole):
            [image] = [one.get_object() for one in page["/Resources"]["/XObject"].values()]
            self.assertEqual((image["/Width"], image["/Height"]), (20, 10))
            self.assertEqual(set(image["/SMask"].get_object().get_data()), {128})
        self.assertEqual(len(self.objects(whole, "/Width")), 2, "the picture and its mask")

    def test_fonts_are_written_once(self):
        one, ten = joined([document("Fonts")]), joined([document("Fonts")] * 10)
        self.assertEqual(self.texts(ten), ["Fonts"] * 10)
        for entry in ("/Length1", "/FontFile2", "/BaseFont"):
            self.assertEqual(len(self.objects(ten, entry)), len(self.objects(one, entry)), entry)
        # another text, another part of the font
        self.assertEqual(self.texts(joined([document("Fonts"), document("Quality")])), ["Fonts", "Quality"])

    def test_nothing_but_the_pages_comes_along(self):
        """Names of the source's other pages, its outline and its information stay behind."""
        def marked(canvas):
            canvas.setAuthor("Somebody Else")
            canvas.bookmarkPage("here")
            canvas.addOutlineEntry("Secret heading", "here")

        whole = joined([document("text", draw=marked)])
        self.assertEqual(self.objects(whole, "/Author") + self.objects(whole, "/Title"), [])
        self.assertEqual(set(PdfReader(BytesIO(whole)).trailer["/Root"]), {"/Type", "/Pages"})

    def test_what_refers_to_itself_ends(self):
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Annots [4 0 R] >>"
        loop = b"<< /Type /Annot /Subtype /Text /P 3 0 R /Popup 5 0 R /Rect [0 0 1 1] >>"
        popup = b"<< /Type /Annot /Subtype /Popup /Parent 4 0 R /Rect [0 0 1 1] >>"
        pages = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
        [page] = self.pages_of(joined([plain(CATALOG, pages, page, loop, popup)]))
        first = page["/Annots"][0].get_object()
        self.assertEqual(first["/Popup"]["/Parent"]["/Subtype"], "/Text")

    def test_nothing_at_all_is_a_document_without_pages(self):
        self.assertEqual(self.pages_of(joined([])), [])


@tagged("-at_install", "post_install")
class TestPdfSplit(PdfCase):
    def test_each_part_has_its_pages(self):
        parts = split(document("a", "b", "c", "d"), [1, 2, 1])
        self.assertEqual([self.texts(part) for part in parts], [["a"], ["b", "c"], ["d"]])

    def test_a_part_has_nothing_of_the_others(self):
        """A customer's statement holds no object of another customer's page."""
        def link(canvas):
            canvas.linkURL(f"https://pay.example/{canvas.getPageNumber()}", (0, 0, 9, 9))

        first, second = split(document("first", "second", draw=link), [1, 1])
        for number, part in enumerate((first, second), 1):
            addresses = [one["/A"]["/URI"] for one in self.objects(part, "/A")]
            self.assertEqual(addresses, [f"https://pay.example/{number}"])
            self.assertEqual(len(self.objects(part, "/Contents")), 1)

    def test_apart_and_together_again(self):
        whole = document(*(f"page {number}" for number in range(9)))
        self.assertEqual(self.texts(joined(split(whole, [4, 3, 2]))), self.texts(whole))

    def test_another_number_of_pages_is_refused(self):
        for counts in ([1], [1, 2], []):
            with self.assertRaisesRegex(PdfReadError, "pages expected, 2 found"):
                split(document("a", "b"), counts)


@tagged("-at_install", "post_install")
class TestPdfRefused(PdfCase):
    def test_what_is_no_pdf_or_a_damaged_one(self):
        good = document("good")
        pages = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
        deep = b"[" * 5000 + b"]" * 5000
        circle = good.replace(b"/Root", b"/Prev %d /Root" % good.rindex(b"xref\n0 "))
        hostile = {
            "empty": b"",
            "another format": b"\x89PNG\r\n\x1a\n" * 40,
            "words": b"%PDF-1.7 but nothing in it",
            "cut off": good[:len(good) // 2],
            "no pages": plain(b"<< /Type /Catalog >>"),
            "pages that are no dictionary": plain(CATALOG, b"(pages)"),
            "a tree of pages in a circle": plain(CATALOG, b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>"),
            "too deep": plain(CATALOG, pages, b"<< /Type /Page /Parent 2 0 R /Contents %s >>" % deep),
            "a page that is a number": plain(CATALOG, pages, b"7"),
            "a table before itself": circle,
            "contents that are not there": plain(CATALOG, pages, b"<< /Type /Page /Parent 2 0 R /Contents 99 0 R >>"),
            "encrypted": good.replace(b"/Root", b"/Encrypt << /Filter /Standard /V 9 /R 9 >> /Root"),
        }
        for name, content in hostile.items():
            for take in (lambda content: joined([content]), lambda content: split(content, [1])):
                with self.subTest(name), self.assertRaises(PdfReadError):
                    take(content)

    def test_trouble_with_the_disk_is_not_called_a_bad_document(self):
        full = Mock(write=Mock(side_effect=OSError("no space left")))
        with self.assertRaisesRegex(OSError, "no space left"):
            PdfJoin(full).add(document("good"))


@tagged("-at_install", "post_install")
class TestPdfJoinMemory(PdfCase):
    def peak(self, count):
        """Return the most memory, bytes, that joining so many different documents into a file takes."""
        sources = [document(f"Statement {number}") for number in range(count)]
        with tempfile.TemporaryFile() as out:
            gc.collect()
            tracemalloc.start()
            try:
                whole = PdfJoin(out)
                for source in sources:
                    whole.add(source)
                whole.close()
                return tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()

    def test_memory_does_not_grow_with_the_documents(self):
        self.peak(1)
        few, many = self.peak(FEW), self.peak(MANY)
        self.assertLess(many - few, (MANY - FEW) * KEPT_PER_DOCUMENT)


@tagged("-at_install", "post_install")
class TestPrintedTogether(TransactionCase, PdfCase):
    def attachments(self, **contents):
        return self.env["ir.attachment"].create([
            {"name": f"{name}.pdf", "raw": content, "mimetype": "application/pdf"}
            for name, content in contents.items()])

    def test_attachments_as_one(self):
        files = self.attachments(one=document("1"), two=document("2"))
        self.assertEqual(self.texts(files._ar_joined()), ["1", "2"])

    def test_a_damaged_file_is_named(self):
        files = self.attachments(good=document("1"), torn=document("2")[:400])
        with self.assertRaisesRegex(UserError, r'"torn\.pdf" can\'t be read as a PDF'):
            files._ar_joined()
