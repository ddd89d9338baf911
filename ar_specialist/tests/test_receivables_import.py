import base64
from datetime import date
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..models.receivables_import import ar_receivables_import_run
from ..queries import receivables_lookup
from .common_import import ImportCommon


@tagged("-at_install", "post_install")
class TestReceivablesImport(ImportCommon):
    def test_invoice_with_part_payment(self):
        record = self.load(self.file({
            "Settled on": "2024-02-20", "Settled amount": "40.00", "Disputed": "Yes", "Amount": "100.00",
        }))
        self.assertEqual((record.state, record.done_count, record.bad_count), ("done", 1, 0))
        line = record.line_ids
        invoice = line.move_id
        self.assertRecordValues(invoice, [{
            "name": "R-0", "state": "posted", "move_type": "out_invoice", "amount_total": 100.0,
            "amount_residual": 60.0, "invoice_date": date(2024, 1, 15), "date": date(2024, 1, 15),
            "invoice_date_due": date(2024, 2, 14), "payment_reference": "R-0", "amount_tax": 0.0,
        }])
        self.assertEqual((invoice.partner_id.name, invoice.partner_id.ref), ("Nordwind", "C1"))
        self.assertEqual(invoice.invoice_line_ids.account_id, record.account_id)
        self.assertEqual(line.payment_id.date, date(2024, 2, 20))
        partial = invoice.line_ids.matched_credit_ids
        self.assertEqual((partial.max_date, partial.amount), (date(2024, 2, 20), 40.0))
        self.assertIn(invoice, self.env["account.move"].search([("ar_import_line_ids.disputed", "=", True)]))
        dispute = self.env["ar.dispute"].search([("line_ids.move_id", "=", invoice.id)])
        self.assertEqual((dispute.state, dispute.amount, dispute.partner_id), ("open", 60.0, invoice.partner_id))
        record.action_take_back()
        self.assertFalse(dispute.exists(), "taken back with its invoice")

    def test_disputed_invoice_of_a_day_to_come(self):
        """It is imported with a warning; the case is opened today, not on that day."""
        record = self.load(self.file({"Invoice date": "2098-01-01", "Due date": "2099-01-01", "Disputed": "Yes"}))
        dispute = self.env["ar.dispute"].search([("line_ids.move_id", "=", record.line_ids.move_id.id)])
        self.assertEqual(dispute.date_opened, fields.Date.context_today(dispute))

    def test_credit_note_and_refund(self):
        record = self.load(self.file({"Amount": "-50.00", "Settled on": "2024-02-01"}))
        self.assertEqual(record.line_ids.move_id.move_type, "out_refund")
        self.assertEqual(record.line_ids.payment_id.payment_type, "outbound")
        self.assertEqual(record.line_ids.move_id.amount_residual, 0.0)

    def test_opening_entries(self):
        equity = self.env["account.account"].search([
            ("account_type", "=", "equity"), ("company_ids", "in", self.company.ids)], limit=1)
        record = self.load(
            self.file({"Settled on": "2024-03-01", "Settled amount": "30"}, {"Amount": "-20"}),
            document="opening", account_id=equity.id,
        )
        first, second = record.line_ids.move_id
        self.assertEqual((first.move_type, first.name, first.state), ("entry", "R-0", "posted"))
        receivable = first.line_ids.filtered(lambda line: line.account_type == "asset_receivable")
        self.assertRecordValues(receivable, [{
            "balance": 100.0, "amount_residual": 70.0, "date_maturity": date(2024, 2, 14), "date": date(2024, 1, 15),
        }])
        self.assertEqual((first.line_ids - receivable).account_id, equity)
        self.assertEqual(sum(second.line_ids.filtered(lambda line: line.account_id == equity).mapped("balance")), 20.0)

    def test_foreign_currency(self):
        euro = self.setup_other_currency("EUR", rates=[("2024-01-01", 0.5), ("2024-02-01", 0.8)])
        record = self.load(self.file({"Currency": "EUR", "Settled on": "2024-02-05"}))
        invoice = record.line_ids.move_id
        self.assertEqual((invoice.currency_id, invoice.amount_residual), (euro, 0.0))
        # 100 EUR at 0.5 EUR a dollar on the day of the invoice.
        self.assertEqual(invoice.amount_total_signed, 200.0)

    def test_customers_are_found(self):
        partners = self.env["res.partner"]
        by_code = partners.create({"name": "Other", "ref": "K1"})
        by_name = partners.create({"name": "Contoso"})
        by_mail = partners.create({"name": "Third", "email": "Pay@Third.example"})
        by_vat = partners.create({"name": "Fourth", "vat": "BE0477472701"})
        headings = ["Customer code", "Customer name", "Tax ID", "Email", "Invoice number", "Invoice date", "Amount"]
        record = self.load(self.file(
            {"Customer code": "k1"}, {"Customer code": "", "Customer name": "Contoso"},
            {"Customer code": "", "Customer name": "", "Email": "pay@third.example"},
            {"Customer code": "", "Customer name": "", "Tax ID": "BE 0477.472.701"}, headings=headings,
        ))
        self.assertEqual(record.line_ids.partner_id, by_code + by_name + by_mail + by_vat)

    def test_one_new_customer_for_all_its_rows(self):
        with patch.object(ar_receivables_import_run, "BATCH", 1):
            record = self.load(self.file({}, {}, {"Customer code": "C2"}))
        self.assertEqual(len(record.line_ids.move_id.partner_id), 2)
        self.assertEqual(record.line_ids[0].partner_id.company_id, self.company)

    def test_twice_the_same_file(self):
        content = self.file({}, {"Settled on": "2024-02-01"})
        self.load(content)
        before = self.env["account.move"].search_count([])
        again = self.load(content)
        self.assertEqual((again.state, again.there_count, again.done_count), ("done", 2, 0))
        opening = self.load(content, document="opening")
        self.assertEqual(opening.there_count, 2)
        self.assertEqual(self.env["account.move"].search_count([]), before)

    @mute_logger("odoo.sql_db")
    def test_two_at_once_meet_in_the_unique_index(self):
        """The second one checked before the first one booked: core's index is what stops it."""
        content = self.file({}, {})
        self.load(content)
        with patch.object(receivables_lookup, "ledger_numbers", lambda *args: {}):
            late = self.load(self.file({}, {}, {}))
        self.assertEqual((late.done_count, late.bad_count), (1, 2))
        self.assertEqual([fault.code for fault in late.fault_ids], ["refused"] * 2)
        self.assertEqual(self.env["account.move"].search_count(
            [("name", "in", ["R-0", "R-1"]), ("company_id", "=", self.company.id)]), 2)

    def test_good_rows_or_nothing(self):
        content = self.file({}, {"Amount": "ten"})
        nothing = self.load(content, mode="all")
        self.assertEqual((nothing.state, nothing.done_count, nothing.bad_count), ("checked", 0, 1))
        with self.assertRaises(UserError):
            nothing.action_import()
        self.assertFalse(nothing.line_ids.move_id)
        good = self.load(content)
        self.assertEqual((good.state, good.done_count, good.bad_count), ("done", 1, 1))

    @mute_logger("odoo.sql_db")
    def test_all_or_nothing_when_a_later_batch_is_refused(self):
        self.load(self.file({}))
        content = self.file({"Invoice number": "A"}, {"Invoice number": "B"}, {"Invoice number": "R-0"})
        with (patch.object(ar_receivables_import_run, "BATCH", 2),
              patch.object(receivables_lookup, "ledger_numbers", lambda *args: {})):
            record = self.load(content, mode="all")
        self.assertEqual((record.state, record.done_count, record.bad_count), ("checked", 0, 1))
        self.assertFalse(self.env["account.move"].search([("name", "in", ("A", "B")), ("state", "=", "posted")]))

    def test_lock_date(self):
        self.company.fiscalyear_lock_date = "2024-01-31"
        record = self.load(self.file({}, {"Invoice date": "2024-02-01"}))
        self.assertEqual(self.codes(record), [(2, "Invoice date", "locked")])
        self.assertEqual(record.done_count, 1)

    def test_faults_name_row_column_and_cause(self):
        record = self.load(self.file(
            {"Invoice date": "2024-02-30"}, {"Amount": "x"}, {"Currency": "XXZ"}, {"Invoice number": "R-0"},
            {"Settled on": "2024-01-01"}, {"Settled on": "2024-02-01", "Settled amount": "100.01"},
        ))
        self.assertEqual(self.codes(record), [
            (2, "Invoice date", "date_unreadable"), (2, "Invoice number", "number_twice"),
            (3, "Amount", "amount_unreadable"), (4, "Currency", "currency_unknown"),
            (5, "Invoice number", "number_twice"), (6, "Settled on", "settled_before"),
            (7, "Settled amount", "settled_more"),
        ])
        self.assertIn("XXZ", record.fault_ids.filtered(lambda fault: fault.code == "currency_unknown").cause)
        self.assertTrue(all(fault.cause for fault in record.fault_ids))

    def test_a_column_that_is_missing_is_one_fault(self):
        headings = ["Customer code", "Invoice number", "Amount"]
        record = self.load(self.file({}, {}, headings=headings))
        self.assertEqual(self.codes(record), [(0, "Invoice date", "column_missing")])
        self.assertEqual(record.bad_count, 2)

    def test_mapping_and_conventions_can_be_changed(self):
        headings = ["Customer code", "Invoice number", "When", "Amount"]
        content = self.file({"When": "02/03/2024"}, headings=headings)
        record = self.load(content)
        when = record.column_ids.filtered(lambda column: column.name == "When")
        record.column_ids = [fields.Command.update(when.id, {"field": "date"})]
        self.assertEqual(self.codes(record), [(2, "When", "date_ambiguous")])
        record.date_order = "dmy"
        self.assertEqual(record.line_ids.date, date(2024, 3, 2))
        with self.assertRaises(UserError):
            record.column_ids = [fields.Command.update(when.id, {"field": "number"})]

    def test_number_that_looks_like_another_year(self):
        record = self.load(self.file({"Invoice number": "2012/0007"}, {"Invoice number": "INV/2023/12/0001"}))
        self.assertEqual(record.line_ids.move_id.mapped("name"), ["2012/0007", "INV/2023/12/0001"])

    def test_rights(self):
        content = self.file({})
        invoicing = new_test_user(
            self.env, "import_clerk", groups="account.group_account_invoice",
            company_id=self.company.id, company_ids=self.company.ids)
        with self.assertRaises(AccessError):
            self.env["ar.receivables.import"].with_user(invoicing)._import_file(content, "file.csv")
        record = self.load(content)
        reader = new_test_user(
            self.env, "import_reader", groups="account.group_account_readonly",
            company_id=self.company.id, company_ids=self.company.ids)
        self.assertEqual(record.with_user(reader).done_count, 1)
        with self.assertRaises(AccessError):
            record.with_user(reader).action_take_back()
        with self.assertRaises(AccessError):
            record.line_ids.with_user(self.specialist).move_id = False
        with self.assertRaises(UserError):
            record.state = "draft"
        with self.assertRaises(UserError):
            record.user_id = self.env.ref("base.user_admin")
        forged = self.imports.create({"name": "x", "state": "importing", "user_id": self.env.ref("base.user_admin").id})
        self.assertEqual((forged.state, forged.user_id), ("draft", self.env["res.users"]))

    def test_who_may_not_create_contacts(self):
        plain = new_test_user(
            self.env, "import_plain", groups="ar_specialist.group_specialist",
            company_id=self.company.id, company_ids=self.company.ids)
        record = self.env["ar.receivables.import"].with_user(plain)._import_file(self.file({}), "file.csv")
        if plain.has_group("base.group_partner_manager"):
            self.assertEqual(record.done_count, 1)
        else:
            self.assertEqual([fault.code for fault in record.fault_ids], ["refused"])

    def test_companies_are_apart(self):
        other = self._create_company(name="Second")
        record = self.load(self.file({}))
        both = new_test_user(
            self.env, "import_both", groups="ar_specialist.group_specialist,base.group_partner_manager",
            company_id=other.id, company_ids=(other + self.company).ids)
        imports = self.env["ar.receivables.import"].with_user(both).with_context(allowed_company_ids=other.ids)
        self.assertFalse(imports.search([("id", "=", record.id)]))
        theirs = imports._import_file(self.file({}), "file.csv")
        # The same number and customer in another company are another document and another customer.
        self.assertEqual((theirs.done_count, theirs.line_ids.move_id.company_id), (1, other))
        self.assertNotEqual(theirs.line_ids.partner_id, record.line_ids.partner_id)
        with self.assertRaises(AccessError):
            self.imports._import_file(self.file({}), "file.csv", company_id=other.id)

    def test_constraints_are_in_the_database(self):
        self.env.cr.execute("SELECT indexname FROM pg_indexes WHERE indexname = 'account_move_unique_name'")
        self.assertTrue(self.env.cr.fetchall())
        self.env.cr.execute("SELECT count(*) FROM pg_constraint WHERE contype = 'u' AND conrelid IN ("
                            "'ar_receivables_import_line'::regclass, 'ar_receivables_import_column'::regclass)")
        self.assertEqual(self.env.cr.fetchone(), (2,))

    def test_customer_of_the_parent_company(self):
        branch = self.env["res.company"].create({"name": "Branch", "parent_id": self.company.id})
        self.env.cr.precommit.run()  # loads the chart of accounts
        self.specialist.company_ids += branch
        customer = self.env["res.partner"].create({"name": "Known", "ref": "C1", "company_id": self.company.id})
        record = self.imports.with_context(allowed_company_ids=branch.ids)._import_file(
            self.file({}), "file.csv", company_id=branch.id)
        self.assertEqual((record.state, record.line_ids.move_id.partner_id), ("done", customer))

    def test_company_without_accounts(self):
        bare = self.env["res.company"].create({"name": "Bare"})
        self.specialist.company_ids += bare
        record = self.imports.with_context(allowed_company_ids=bare.ids).create({
            "name": "file.csv", "file": base64.b64encode(self.file({})), "company_id": bare.id})
        with self.assertRaisesRegex(UserError, "Bare lacks a receivable account"):
            record.action_import()
        self.assertEqual(record.state, "checked")

    def test_missing_customer_is_told_under_the_column_that_names_it(self):
        headings = ["Customer", "Number", "Date", "Amount"]
        record = self.load(self.file(
            {"Customer": "Nordwind", "Number": "R-1", "Date": "2024-01-15"}, {"Number": "R-2", "Date": "2024-01-15"},
            headings=headings))
        self.assertEqual(self.codes(record), [(3, "Customer", "missing")])
        self.assertEqual((record.state, record.done_count), ("done", 1))
