from contextlib import contextmanager

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import new_test_user

from .common import GROUPS, ReceivablesCommon


class WriteOffCommon(ReceivablesCommon):
    """An account for losses, a limit of 25, users of each right, reasons of each tax treatment, taxed invoices."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_users("specialist", "manager", "auditor", "salesperson")
        cls.chief = new_test_user(
            cls.env, "test_chief", groups=GROUPS["manager"], company_id=cls.company.id, company_ids=cls.company.ids)
        cls.loss = cls.company_data["default_account_expense"]
        cls.company.write({
            "ar_writeoff_account_id": cls.loss.id, "ar_writeoff_limit": 25.0, "ar_manager_id": cls.manager.id})
        cls.reasons = {
            treatment: cls.env["ar.write.off.reason"].create(
                {"name": treatment, "tax_treatment": treatment, "relief_months": 6})
            for treatment in ("none", "now", "later")}
        cls.tags = {
            name: cls.env["account.account.tag"].create({"name": name, "applicability": "taxes"})
            for name in ("base", "tax", "refund base", "refund tax")}
        cls.tax = cls.make_tax(15)

    @classmethod
    def make_tax(cls, percent, **values):
        """Make a sales tax with boxes of the tax report, other ones for credit notes."""
        tax = cls.company_data["default_tax_sale"].copy({
            "name": f"{percent} % {values}", "amount": percent, **values})
        for document, lines in (("", tax.invoice_repartition_line_ids), ("refund ", tax.refund_repartition_line_ids)):
            for line in lines:
                line.tag_ids = cls.tags[f"{document}{line.repartition_type}"]
        return tax

    @classmethod
    def taxed(cls, *prices, tax=None, day="2024-01-01", **values):
        """Post an invoice with a line per price, all taxed."""
        move = cls.env["account.move"].create({
            "move_type": "out_invoice", "partner_id": cls.customer.id, "invoice_date": day, "date": day,
            "invoice_date_due": day, "invoice_payment_term_id": False,
            "invoice_line_ids": [Command.create({
                "name": "goods", "price_unit": price, "account_id": cls.revenue.id,
                "tax_ids": [Command.set((tax or cls.tax).ids)]}) for price in prices], **values})
        move.action_post()
        return move

    @classmethod
    def ask(cls, documents, reason="none", user=None, amount=None, **values):
        """Make a draft of the items of `documents`, as the specialist."""
        items = documents if documents._name == "account.move.line" else cls.items(documents)
        write_off = cls.env["ar.write.off"].with_user(user or cls.specialist)._make(
            items, reason_id=cls.reasons[reason].id, **values)
        if amount is not None:
            write_off.line_ids.amount = amount
        return write_off

    @classmethod
    def written_off(cls, documents, reason="none", **values):
        """Write the items of `documents` off, as the manager."""
        write_off = cls.ask(documents, reason, user=cls.manager, **values)
        write_off.action_request()
        return write_off

    def boxes(self, *moves):
        """Return {box of the tax report: balance} of posted entries, and {(tax, document type): balance}."""
        lines = self.env["account.move"].concat(*moves).filtered(lambda move: move.state == "posted").line_ids
        boxes, taxes = {}, {}
        for line in lines:
            for tag in line.tax_tag_ids:
                boxes[tag.name] = boxes.get(tag.name, 0.0) + line.balance
            if line.tax_line_id:
                key = (line.tax_line_id.name, line.account_id.code, line.tax_repartition_line_id.document_type)
                taxes[key] = round(taxes.get(key, 0.0) + line.balance, 2)
        return {name: round(amount, 2) for name, amount in boxes.items() if round(amount, 2)}, taxes

    def balances(self, *moves):
        """Return {account: balance} of entries, without those that come to nothing."""
        found = {}
        for line in self.env["account.move"].concat(*moves).line_ids:
            found[line.account_id] = round(found.get(line.account_id, 0.0) + line.balance, 2)
        return {account: amount for account, amount in found.items() if amount}

    def paid(self, amount, day="2024-03-01", **values):
        """Post money of the customer that settles nothing yet; return its item."""
        return self.entry(-amount, day, **values)

    @contextmanager
    def refused(self, regex, error=UserError):
        """Expect a refusal, and leave nothing behind of what was tried."""
        with self.assertRaisesRegex(error, regex), self.env.cr.savepoint():
            yield
