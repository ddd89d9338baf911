from datetime import timedelta
from unittest.mock import patch

from odoo.addons.account.tests.common import AccountTestInvoicingCommon
from odoo.fields import Command, Date
from odoo.tests import new_test_user

STANDARD_LABELS = ["Not due", "1-30", "31-60", "61-90", "91-120", "> 120"]
#: What users of a name may, in every test.
GROUPS = {
    "specialist": "ar_specialist.group_specialist", "colleague": "ar_specialist.group_specialist",
    "manager": "ar_specialist.group_manager", "auditor": "base.group_user,account.group_account_readonly",
    "salesperson": "base.group_user", "biller": "account.group_account_invoice",
}


class ReceivablesCommon(AccountTestInvoicingCommon):
    """A company, two customers, a child contact, a foreign currency and short builders of documents."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.company_data["company"]
        cls.revenue = cls.company_data["default_account_revenue"]
        cls.bank_account = cls.company_data["default_journal_bank"].default_account_id
        cls.customer = cls.partner_a
        cls.other_customer = cls.partner_b
        cls.contact = cls.env["res.partner"].create({"name": "Contact", "parent_id": cls.customer.id})
        cls.foreign = cls.setup_other_currency("EUR")

    @classmethod
    def payment_provider(cls, **values):
        """Make a payment provider that customers of the company can pay by, unless `values` say otherwise."""
        method = cls.env.ref("payment.payment_method_unknown").sudo()
        provider = cls.env["payment.provider"].sudo().create({
            "name": "Dummy", "code": "none", "state": "test", "is_published": True, "company_id": cls.company.id,
            "payment_method_ids": [Command.set(method.ids)], **values})
        method.active = True  # which wants a provider
        return provider

    @classmethod
    def write_addresses(cls):
        """Give the company and the customer what mails and documents show of them; French can be chosen."""
        cls.env["res.lang"].sudo()._activate_lang("fr_FR")
        cls.company.sudo().write({"email": "office@seller.example", "phone": "+1 555 0100"})
        cls.customer.write({"name": "Azure <b>Interior</b>", "email": "azure@customer.example", "lang": "en_US"})

    @classmethod
    def make_users(cls, *names):
        """Make users of the company by what they may, as attributes of the class; the login of x is test_x."""
        for name in names:
            setattr(cls, name, new_test_user(
                cls.env, f"test_{name}", groups=GROUPS[name], company_id=cls.company.id,
                company_ids=cls.company.ids))

    def assertQueriesDoNotGrow(self, names):
        """Reading the fields `names` of 200 customer accounts takes as many queries as of 10."""
        def queries(count):
            partners = self.env["res.partner"].create([{"name": f"Customer {number}"} for number in range(count)])
            accounts = self.env["ar.account"]._for_many(partners, self.company)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            accounts.read(names)
            return self.cr.sql_log_count - before

        queries(2)
        self.assertEqual(queries(10), queries(200))

    @classmethod
    def invoice(cls, amount, day, due=None, partner=None, move_type="out_invoice", post=True, **values):
        """Make an untaxed customer document; `due` is a day, or a payment term for instalments."""
        term = {"invoice_payment_term_id": due.id} if hasattr(due, "id") else {"invoice_date_due": due or day}
        move = cls.env["account.move"].create({
            "move_type": move_type,
            "partner_id": (partner or cls.customer).id,
            "invoice_date": day,
            "date": day,
            "invoice_payment_term_id": False,
            **term,
            "invoice_line_ids": [Command.create({
                "name": "goods", "price_unit": amount, "account_id": cls.revenue.id, "tax_ids": [Command.clear()],
            })],
            **values,
        })
        if post:
            move.action_post()
        return move

    @classmethod
    def entry(
        cls, balance, day, partner=None, due=None, currency=None, amount_currency=None, post=True, against=None,
    ):
        """Make an entry of `balance` on the receivable account against the bank, or the account `against`.

        :return: the receivable item
        """
        partner = partner or cls.customer
        foreign = {"currency_id": currency.id} if currency else {}
        mine = {"amount_currency": amount_currency} if currency else {}
        theirs = {"amount_currency": -amount_currency} if currency else {}
        move = cls.env["account.move"].create({
            "move_type": "entry",
            "date": day,
            "journal_id": cls.company_data["default_journal_misc"].id,
            "line_ids": [
                Command.create({
                    "account_id": partner.property_account_receivable_id.id, "partner_id": partner.id,
                    "balance": balance, "date_maturity": due, **foreign, **mine,
                }),
                Command.create({
                    "account_id": (against or cls.bank_account).id, "balance": -balance, **foreign, **theirs}),
            ],
        })
        if post:
            move.action_post()
        return cls.items(move)

    @classmethod
    def items(cls, moves):
        """Return the receivable items of `moves`."""
        return moves.line_ids.filtered(lambda line: line.account_type == "asset_receivable")

    @classmethod
    def match(cls, *parts):
        """Reconcile the receivable items of moves or items."""
        lines = cls.env["account.move.line"]
        for part in parts:
            lines |= part if part._name == "account.move.line" else cls.items(part)
        lines.reconcile()

    @classmethod
    def ledger_balance(cls, day, companies=None, currency=None):
        """Return the receivable balance of `day` read from the journal items, in company or document currency."""
        domain = [
            ("account_id.account_type", "=", "asset_receivable"), ("parent_state", "=", "posted"),
            ("date", "<=", day), ("company_id", "in", (companies or cls.company).ids),
        ]
        if currency:
            domain.append(("currency_id", "=", currency.id))
        measure = "amount_currency:sum" if currency else "balance:sum"
        [[total]] = cls.env["account.move.line"].sudo()._read_group(domain, aggregates=[measure])
        return total or 0.0

    @staticmethod
    def day(text, shift=0):
        return Date.to_date(text) + timedelta(days=shift)

    @staticmethod
    def route(route):
        """Force the route to the open amounts, whatever the planner's estimates say."""
        return patch("odoo.addons.ar_specialist.queries.ledger_as_of.choose_route", return_value=route)

    def aging(self, day, **options):
        options.setdefault("companies", self.company)
        options.setdefault("bucket_set", self.env.ref("ar_specialist.bucket_set_standard"))
        return self.env["ar.aging"].compute(Date.to_date(day), **options)

    def assertAging(self, report, expected):
        """Compare the columns that are not zero with `expected`, {label: amount}."""
        found = {label: amount for label, amount in zip(report.labels, report.totals, strict=True) if amount}
        self.assertEqual(found, expected)
