from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import SQL

from .common_write_offs import WriteOffCommon


@tagged("-at_install", "post_install")
class TestWriteOffTaxReport(WriteOffCommon):
    """The boxes of the tax report as the ledger has them, read by SQL, for what invoices may look like."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.low = cls.make_tax(5)
        cls.included = cls.make_tax(20, price_include_override="tax_included")

    def report(self):
        """Return {(box, tax or None): balance in company currency} of all posted items of the company."""
        self.env.flush_all()
        rows = self.env.execute_query(SQL(
            """
            SELECT tag.name->>'en_US', line.tax_line_id, SUM(line.balance)::float8
              FROM account_move_line line
              JOIN account_account_tag_account_move_line_rel rel ON rel.account_move_line_id = line.id
              JOIN account_account_tag tag ON tag.id = rel.account_account_tag_id
             WHERE line.parent_state = 'posted' AND line.company_id = %s
             GROUP BY 1, 2 HAVING ROUND(SUM(line.balance), 2) <> 0
            """, self.company.id))
        return {(box, tax): round(amount, 2) for box, tax, amount in rows}

    def bill(self, *taxed, **values):
        """Post an invoice of lines (price, taxes)."""
        move = self.env["account.move"].create({
            "move_type": "out_invoice", "partner_id": self.customer.id, "invoice_date": "2024-01-01",
            "date": "2024-01-01", "invoice_date_due": "2024-01-01", "invoice_payment_term_id": False,
            "invoice_line_ids": [Command.create({
                "name": "goods", "price_unit": price, "account_id": self.revenue.id,
                "tax_ids": [Command.set(taxes.ids)]}) for price, taxes in taxed], **values})
        move.action_post()
        return move

    def assertRelieved(self, write_off, wanted):
        """Compare what writing off adds to the boxes; undone, nothing of it is left but in pairs."""
        self.assertEqual(self.report(), self.before | wanted)
        entry = write_off.move_id
        self.assertAlmostEqual(sum(entry.line_ids.mapped("balance")), 0.0)
        self.assertEqual(write_off.amount_tax, sum(
            entry.line_ids.filtered("tax_line_id").mapped("amount_currency")))
        write_off.action_reverse()
        self.assertEqual(self.report(), self.before)

    def test_mixed_rates_and_what_is_not_taxed(self):
        """200 at 15 %, 100 at 5 %, 50 of no tax: 30 and 5 come back."""
        bill = self.bill((200, self.tax), (100, self.low), (50, self.tax.browse()))
        self.assertEqual(bill.amount_total, 385.0)
        self.before = self.report()
        self.assertRelieved(self.written_off(bill, "now"), {
            ("refund base", None): 300.0, ("refund tax", self.tax.id): 30.0, ("refund tax", self.low.id): 5.0})

    def test_tax_in_the_price(self):
        """120 with 20 % in it: 100 and 20."""
        bill = self.bill((120, self.included))
        self.before = self.report()
        self.assertRelieved(self.written_off(bill, "now"), {
            ("refund base", None): 100.0, ("refund tax", self.included.id): 20.0})

    def test_partly_paid(self):
        """230 of which 115 are paid: the tax of the other half."""
        bill = self.bill((200, self.tax))
        self.match(bill, self.paid(115))
        self.before = self.report()
        self.assertRelieved(self.written_off(bill, "now"), {
            ("refund base", None): 100.0, ("refund tax", self.tax.id): 15.0})

    def test_partly_credited(self):
        """A credit note of 46 has taken its tax back: the rest alone is relieved."""
        bill = self.bill((200, self.tax))
        note = self.bill((40, self.tax), move_type="out_refund")
        self.match(bill, note)
        self.before = self.report()
        write_off = self.written_off(bill, "now")
        self.assertEqual(self.report(), {
            ("base", None): -200.0, ("tax", self.tax.id): -30.0,
            ("refund base", None): 200.0, ("refund tax", self.tax.id): 30.0})
        write_off.action_reverse()
        self.assertEqual(self.report(), self.before)

    def test_foreign_currency(self):
        """400 euros and 60 of tax at 2 for a dollar: 200 and 30 dollars, at the rate the invoice was reported at."""
        bill = self.bill((400, self.tax), currency_id=self.foreign.id)
        self.before = self.report()
        reported = {box: -amount for (box, _tax), amount in self.before.items()}
        write_off = self.written_off(bill, "now")
        self.assertEqual(write_off.amount, 460.0)
        self.assertRelieved(write_off, {
            ("refund base", None): reported["base"], ("refund tax", self.tax.id): reported["tax"]})

    def test_a_third_to_the_cent(self):
        """A third of odd amounts: parts come to the amount, and each tax is its rate of its base but for a cent."""
        bill = self.bill((33.33, self.tax), (66.67, self.low), (0.01, self.tax.browse()))
        self.before = self.report()
        amount = round(bill.amount_total / 3, 2)
        write_off = self.written_off(bill, "now", amount=amount)
        lines = write_off.move_id.line_ids
        self.assertAlmostEqual(sum(lines.filtered("debit").mapped("balance")), amount)
        for line in lines.filtered("tax_line_id"):
            self.assertAlmostEqual(line.balance, line.tax_base_amount * line.tax_line_id.amount / 100, delta=0.01)
        write_off.action_reverse()
        self.assertEqual(self.report(), self.before)

    def test_report_of_a_closed_month_stays(self):
        """Undone after the month was closed: what was reported stays, the way back is reported today."""
        bill = self.bill((100, self.tax))
        write_off = self.written_off(bill, "now", date="2024-02-15")
        self.company.tax_lock_date = self.company.fiscalyear_lock_date = "2024-02-29"
        write_off.action_reverse()
        self.assertEqual(str(write_off.move_id.date), "2024-02-15")
        self.assertEqual(write_off.move_id.reversal_move_ids.date, self.company._ar_today())
        self.assertEqual((write_off.state, bill.amount_residual), ("reversed", 115.0))
