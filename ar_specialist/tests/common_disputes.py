from contextlib import contextmanager

from odoo.exceptions import UserError

from .common import ReceivablesCommon


class DisputesCommon(ReceivablesCommon):
    """An invoice of 100, users of each right, and short builders of disputes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_users("specialist", "manager", "auditor", "salesperson", "biller")
        cls.bill = cls.invoice(100, "2024-01-01")
        cls.item = cls.items(cls.bill)

    @classmethod
    def dispute(cls, items=None, user=None, **values):
        """Open a dispute of `items`, or of the invoice's item, as the specialist."""
        return cls.env["ar.dispute"].with_user(user or cls.specialist).create(
            {"move_line_ids": (items or cls.item).ids, **values})

    def assertFigures(self, dispute, **expected):
        """Compare the figures that are not zero."""
        names = ("open", "credited", "paid", "written_off", "dropped")
        found = {name: dispute[f"amount_{name}"] for name in names if dispute[f"amount_{name}"]}
        self.assertEqual(found, expected)
        self.assertAlmostEqual(dispute.amount, sum(found.values()))

    @classmethod
    def pay(cls, amount, item=None):
        """Reconcile a payment of `amount`; return its item."""
        payment = cls.entry(-amount, "2024-01-20")
        cls.match(item or cls.item, payment)
        return payment

    @classmethod
    def refund(cls, amount, item=None, of=True):
        """Reconcile a credit note of `amount` that was made for no dispute; return it.

        :param of: whether it is one for the invoice, or for something else
        """
        item = item or cls.item
        note = cls.invoice(
            amount, "2024-01-20", move_type="out_refund", currency_id=item.currency_id.id, post=False)
        note.action_post()
        note.reversed_entry_id = item.move_id if of else False
        cls.match(item or cls.item, note)
        return note

    @contextmanager
    def refused(self, regex, error=UserError):
        """Expect a refusal, and leave nothing behind of what was tried."""
        with self.assertRaisesRegex(error, regex), self.env.cr.savepoint():
            yield
