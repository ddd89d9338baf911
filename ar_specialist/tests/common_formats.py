"""Sample files, and the form in which tests of file formats read them."""

import time
from datetime import date
from decimal import Decimal
from pathlib import Path

from odoo.tests import BaseCase

from ..formats.bank_file import BankFile, parse

FILES = Path(__file__).parent / "files"
DAY = date(2026, 3, 2)


#: Seconds of processor time that no file of a few hundred kilobytes may take; a reader that is quadratic takes minutes.
SOON = 10


def sample(name):
    return (FILES / name).read_bytes()


class FormatsCase(BaseCase):
    def read_file(self, content, **options):
        if isinstance(content, str):
            content = content.encode()
        result = parse(content, "a file", **options)
        self.assertIsInstance(result, BankFile, result)
        return result

    def statement(self, content, **options):
        result = self.read_file(content, **options)
        self.assertEqual(len(result.statements), 1)
        return result.statements[0]

    def faults(self, content, **options):
        """Return the faults as (line, column, code)."""
        if isinstance(content, str):
            content = content.encode()
        result = parse(content, "a file", **options)
        self.assertIsInstance(result, list, result)
        self.assertTrue(result)
        return [(fault.line, fault.column, fault.code) for fault in result]

    def codes(self, content, **options):
        return [code for _line, _column, code in self.faults(content, **options)]

    def assertSoon(self, content):
        start = time.process_time()
        parse(content.encode())
        self.assertLess(time.process_time() - start, SOON)

    def assertAddsUp(self, statement):
        self.assertEqual(statement.opening + sum(entry.amount for entry in statement.entries), statement.closing)
        for entry in statement.entries:
            self.assertIsInstance(entry.amount, Decimal)
            if entry.batch:
                self.assertEqual(sum(payment.amount for payment in entry.batch), entry.amount)
