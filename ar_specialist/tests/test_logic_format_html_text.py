from decimal import Decimal

from odoo.tests import BaseCase, tagged

from ..formats.html_text import MAX_CHARACTERS, text_of_html
from ..formats.remittance_text import read_pasted

#: As Outlook writes a table: paragraphs in the cells, the whole mail in a layout table.
OUTLOOK = """<html><head><style>p {margin:0}</style><title>Advice</title></head><body>
<table role="presentation"><tr><td>
 <p>Dear all,</p><p>we paid&nbsp;today:</p>
 <table border=1>
  <tr><td><p><b>Invoice</b></p></td><td><p>Amount</p></td></tr>
  <tr><td><p>INV/2026/00123</p></td><td><p>1.200,50</p></td></tr>
  <tr><td><p>INV/2026/00140</p></td><td><p>99,50
  </p></td></tr>
  <tr><td>Total</td><td>1.300,00</td></tr>
 </table>
 <!-- 1 --><p>Best regards<br>Kim</p>
</td></tr></table></body></html>"""


@tagged("-at_install", "post_install")
class TestLogicFormatHtmlText(BaseCase):
    """A mail is read as a person sees it."""

    def test_a_table_keeps_its_rows(self):
        self.assertEqual(text_of_html(OUTLOOK).splitlines(), [
            "Dear all,", "we paid today:", "Invoice\tAmount", "INV/2026/00123\t1.200,50", "INV/2026/00140\t99,50",
            "Total\t1.300,00", "Best regards", "Kim"])

    def test_it_is_read_as_an_advice(self):
        found = read_pasted(text_of_html(OUTLOOK))
        self.assertEqual(
            [(one.number, one.amount) for one in found.documents],
            [("INV/2026/00123", Decimal("1200.50")), ("INV/2026/00140", Decimal("99.50"))])

    def test_plain_text_stays_as_it_is_written(self):
        """Odoo shows a mail of plain text so."""
        self.assertEqual(
            text_of_html("<pre>Hello,\nINV/1   100,00\nINV/2\t200,00 EUR\n\n</pre><p>Kim</p>").splitlines(),
            ["Hello,", "INV/1\t100,00", "INV/2\t200,00 EUR", "Kim"])

    def test_what_is_not_seen_is_not_read(self):
        hidden = (
            "<script>INV1 100.00</script>", "<style>INV1 100.00</style>", "<!-- INV1 100.00 -->",
            '<p style="Display : none">INV1 100.00</p>', '<div style="display:none"><p>a</p>INV1 100.00</div>',
            "<svg><text>INV1 100.00</text></svg>")
        for one in hidden:
            self.assertEqual(text_of_html(f"<p>Hello{one} there</p>").split(), ["Hello", "there"], one)

    def test_nothing_comes_of_nothing(self):
        for source in (None, "", " \n", "<html></html>", "<!-- -->", "\0", "<?php ?>", "<!DOCTYPE html>"):
            self.assertEqual(text_of_html(source), "", repr(source))

    def test_no_mail_breaks_it(self):
        self.assertEqual(text_of_html("a < b & c &bogus; &#0; &#x110000; <td>d</p></td>")[:5], "a < b")
        self.assertTrue(text_of_html("<div>" * 50_000 + "deep") is not None)
        self.assertTrue(text_of_html("<table><tr><td>" * 20_000 + "deep") is not None)
        self.assertLessEqual(len(text_of_html("x" * (MAX_CHARACTERS * 2))), MAX_CHARACTERS)
        self.assertEqual(text_of_html('<?xml version="1.0" encoding="utf-16"?><p>declared otherwise</p>')[-4:], "wise")
        self.assertEqual(
            text_of_html('<!DOCTYPE p [<!ENTITY a SYSTEM "file:///etc/passwd">]><p>x&a;y</p>').count("root:"), 0)
