import io

from odoo.exceptions import AccessError
from odoo.fields import Date
from odoo.tests import freeze_time, new_test_user, tagged
from PyPDF2 import PdfReader

from .common import ReceivablesCommon

DAY = Date.to_date("2026-03-20")


@tagged("-at_install", "post_install")
class TestStatement(ReceivablesCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.write({"name": "Azure Interior", "lang": "en_US"})
        cls.account = cls.env["ar.account"]._for(cls.customer, cls.company)

    def blocks(self, account=None, day=DAY):
        account = account or self.account
        return {
            self.env["res.currency"].browse(block.currency): block
            for block in account._ar_statements(day)[account.id]
        }

    def ledger(self, day, partner=None, currency=None):
        """Return the receivable balance of the customer, with all its contacts, from the journal items alone."""
        domain = [
            ("account_id.account_type", "=", "asset_receivable"), ("parent_state", "=", "posted"), ("date", "<=", day),
            ("company_id", "=", self.company.id),
            ("partner_id.commercial_partner_id", "=", (partner or self.customer).id),
        ]
        if currency:
            domain.append(("currency_id", "=", currency.id))
        measure = "amount_currency:sum" if currency else "balance:sum"
        [[total]] = self.env["account.move.line"]._read_group(domain, aggregates=[measure])
        return total or 0.0

    def texts(self, pdf):
        return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]

    def a_ledger(self):
        """300 with 120 paid, 80 of a contact, a credit note of 50, 200 in euros with 60 paid; all paid later."""
        partly = self.invoice(300, "2026-01-10", "2026-02-10")
        self.match(partly, self.entry(-120, "2026-02-20"))
        contact = self.invoice(80, "2026-03-01", "2026-03-31", partner=self.contact)
        credit = self.invoice(50, "2026-03-05", move_type="out_refund")
        euros = self.invoice(200, "2026-02-01", "2026-03-01", currency_id=self.foreign.id)
        self.match(euros, self.entry(-20, "2026-03-10", currency=self.foreign, amount_currency=-60))
        later = self.entry(-180, "2026-04-02")
        self.match(partly, later)
        self.match(contact, credit)
        return partly, contact, credit, euros

    @freeze_time("2026-03-20")
    def test_disputed_and_promised_items_are_marked(self):
        contested = self.invoice(100, "2026-01-10", "2026-02-10")
        promised = self.invoice(200, "2026-01-11", "2026-02-11")
        plain = self.invoice(300, "2026-01-12", "2026-02-12")

        def item(move):
            return move.line_ids.filtered(lambda line: line.account_id.account_type == "asset_receivable").ids

        self.env["ar.dispute"].create({"name": "Broken", "move_line_ids": item(contested), "amount": 40})
        self.env["ar.promise"].create({"move_line_ids": item(promised), "amount": 200, "date": "2026-03-25"})

        def marks(lang):
            [content] = self.account._ar_statement_contents(DAY, lang)
            return {row.label: row.small for block in content["blocks"] for row in block.rows if row.style == "item"}

        self.assertEqual(marks("en_US"), {contested.name: "disputed", promised.name: "promised", plain.name: ""})
        self.env["res.lang"]._activate_lang("de_DE")
        self.env["ir.module.module"]._load_module_terms(["ar_specialist"], ["de_DE"])
        self.assertEqual(marks("de_DE"), {contested.name: "strittig", promised.name: "zugesagt", plain.name: ""})

    def test_the_total_is_the_ledgers(self):
        self.a_ledger()
        dollars = self.company.currency_id
        for route in ("backward", "forward"):
            for day in (
                "2026-01-09", "2026-01-10", "2026-02-15", "2026-02-20", "2026-03-10", "2026-03-20", "2026-04-02",
            ):
                with self.route(route):
                    blocks = self.blocks(day=Date.to_date(day))
                for currency in (dollars, self.foreign):
                    expected = self.ledger(day, currency=currency)
                    found = blocks[currency].balance if currency in blocks else 0.0
                    self.assertAlmostEqual(found, expected, 2, (route, day, currency.name))

    def test_part_payments_credits_and_currencies_apart(self):
        partly, contact, _credit, _euros = self.a_ledger()
        blocks = self.blocks(day=Date.to_date("2026-03-04"))
        # 4 March: 300 - 120 = 180 and the contact's 80; the credit note is of the next day
        dollars = blocks[self.company.currency_id]
        self.assertEqual([(one.number, one.original, one.open) for one in dollars.items],
                         [(partly.name, 300, 180), (contact.name, 80, 80)])
        self.assertEqual((dollars.owed, dollars.credited, dollars.balance, dollars.overdue), (260, 0, 260, 180))
        self.assertEqual(blocks[self.foreign].balance, 200)
        on_20th = self.blocks()
        self.assertEqual(on_20th[self.foreign].balance, 140)

    def test_unapplied_credits_are_listed_and_netted(self):
        self.invoice(100, "2026-02-01")
        credit = self.invoice(30, "2026-03-05", move_type="out_refund")
        [block] = self.blocks().values()
        self.assertEqual([one.number for one in block.credits], [credit.name])
        self.assertEqual((block.owed, block.credited, block.balance), (100, -30, 70))

    def test_the_aging_is_that_of_the_report(self):
        self.a_ledger()
        bucket_set = self.env.ref("ar_specialist.bucket_set_standard")
        agings = self.account._ar_statement_agings(DAY, {self.company: bucket_set})[self.account.id]
        for currency, block in self.blocks().items():
            self.assertAlmostEqual(sum(agings[currency.id]), block.balance, 2)
        report = self.aging(DAY, partners=self.customer, currency="document", credits_apart=True)
        self.assertEqual({row.currency.id: row.amounts for row in report.rows}, agings)

    def test_nothing_of_another_company_or_customer(self):
        other = self.setup_other_company()["company"]
        self.invoice(100, "2026-02-01")
        self.invoice(7, "2026-02-01", partner=self.other_customer)
        theirs = self.env["ar.account"]._for(self.customer, other)
        mine = self.env["ar.account"]._for(self.other_customer, self.company)
        found = (self.account | theirs | mine).with_context(
            allowed_company_ids=(self.company | other).ids)._ar_statements(DAY)
        self.assertEqual(found[theirs.id], [])
        self.assertEqual([block.balance for block in found[self.account.id]], [100])
        self.assertEqual([block.balance for block in found[mine.id]], [7])

    def test_the_pdf(self):
        self.customer.ref = "C-0042"
        partly, contact, _credit, _euros = self.a_ledger()
        unapplied = self.entry(-30, "2026-03-12")
        self.company.partner_id.bank_ids = self.env["res.partner.bank"].create({
            "acc_number": "BE71096123456769", "partner_id": self.company.partner_id.id})
        text = " ".join(self.texts(self.account._ar_statement_pdf(DAY)))
        for part in (
            "Statement of open items as of 03/20/2026", "Azure Interior", "C-0042", partly.name, "02/10/2026", "38",
            contact.name, "180.00", unapplied.move_name, "-30.00", "Open in USD", "Open in EUR", "140.00", "BE71",
            "Not due", "31-60", "Unapplied", self.company.name,
        ):
            self.assertIn(part, text)
        self.assertLess(text.index(partly.name), text.index(contact.name), "the oldest first")

    def test_nothing_open(self):
        [text] = self.texts(self.account._ar_statement_pdf(DAY))
        self.assertIn("Nothing is open", text)

    def test_headings_stand_on_every_page_and_no_item_is_lost(self):
        moves = self.env["account.move"].concat(*[self.invoice(1, "2026-01-10") for _number in range(70)])
        pages = self.texts(self.account._ar_statement_pdf(DAY))
        self.assertGreater(len(pages), 1)
        for page in pages:
            self.assertIn("Days late", page)
        for move in moves:
            self.assertEqual(sum(page.count(move.name) for page in pages) >= 1, True, move.name)
        self.assertIn("70.00", pages[-1])

    def test_several_at_once_each_in_its_language(self):
        self.env["res.lang"].sudo()._activate_lang("fr_FR")
        self.env["ir.module.module"].sudo()._load_module_terms(["ar_specialist"], ["fr_FR"], overwrite=True)
        self.other_customer.lang = "fr_FR"
        accounts = self.account | self.env["ar.account"]._for(self.other_customer, self.company)
        self.invoice(100, "2026-02-01")
        self.invoice(1234.5, "2026-02-01", partner=self.other_customer)
        first, second = self.texts(accounts._ar_statement_pdf(DAY))
        self.assertIn("Statement of open items", first)
        for part in ("Relevé des postes ouverts au 20/03/2026", "Jours de retard", "Non échu", "Solde"):
            self.assertIn(part, second)
        self.assertNotIn("Balance", second)

    def test_it_is_in_the_print_menu_for_those_who_read_receivables(self):
        report = self.env.ref("ar_specialist.action_report_ar_statement")
        self.assertEqual(report.binding_model_id.model, "ar.account")
        bare = new_test_user(self.env, "bare", groups="base.group_user")
        with self.assertRaises(AccessError):
            self.account.with_user(bare)._ar_statement_pdf(DAY)

    def test_queries_do_not_grow_with_the_accounts(self):
        partners = self.env["res.partner"].create([{"name": f"Customer {number}"} for number in range(200)])
        moves = self.env["account.move"].create([
            {**self.invoice(5, "2026-03-01", partner=partners[0], post=False).copy_data()[0],
             "partner_id": partner.id, "invoice_date": "2026-03-01", "date": "2026-03-01"} for partner in partners])
        moves.action_post()
        accounts = self.env["ar.account"]._for_many(partners, self.company)
        accounts[:10]._ar_statement_contents(DAY)
        counts = []
        for batch in (accounts[:10], accounts):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertEqual(len(batch._ar_statement_contents(DAY)), len(batch))
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])
