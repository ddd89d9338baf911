from datetime import timedelta

from odoo import models

from .cash import ACCOUNTS, COLLECTED, DOLLARS, EURO_ACCOUNT, EUROS, RENT, invoices
from .cash_file import Account, Booking, statement_file
from .ledger import LedgerBuilder


class ArDemo(models.AbstractModel):
    """The demo's bank: yesterday's statement of two accounts, imported and proposed, nothing of it applied."""

    _inherit = "ar.demo"

    def _load_cash(self, company, day):
        """Import yesterday's bank file of `company`, whose ledger is loaded; return whether it was done now."""
        if self._named(f"demo_cash_{company.id}"):
            return False
        self = self.with_company(company).with_context(allowed_company_ids=company.ids)
        made = LedgerBuilder(
            self.env, company, self._foreign_currency(company), self._load_partners(), self._load_products(company),
            self._load_terms())
        made.build(invoices(day))
        self._load_customer_accounts()
        content = statement_file(self._bank_accounts(company, made.invoices), day - timedelta(days=1))
        imports = self.env["ar.cash.import"].with_user(self.env.ref("base.user_admin"))
        outcome = imports._take(content, f"statement_{day - timedelta(days=1):%Y%m%d}.xml", company)
        self.env["ar.cash.payment"]._collect(company)._propose()
        self._name_records({f"demo_cash_{company.id}": outcome.record})
        return True

    def _load_customer_accounts(self):
        """Let the accounts of some customers be known from earlier payments."""
        banks = self.env["res.partner.bank"]
        for key, number in ACCOUNTS.items():
            partner = self._named(f"demo_customer_{key}")
            if not partner.bank_ids:
                banks.create({"partner_id": partner.id, "acc_number": number})

    def _bank_accounts(self, company, extra):
        """Return the accounts of the file, journals made where there is none yet."""
        journals = self.env["account.journal"]
        bank = journals.search([("type", "=", "bank"), ("company_id", "=", company.id)], limit=1)
        if not bank.bank_account_id:
            bank.set_bank_account(f"7021{company.id:06}")
        euro_bank = journals.search([
            ("company_id", "=", company.id), ("bank_account_id.acc_number", "=", EURO_ACCOUNT)], limit=1)
        foreign = self._foreign_currency(company)
        if not euro_bank:
            euro_bank = journals.create({
                "name": f"Bank {foreign.name}", "code": "BNKF", "type": "bank", "company_id": company.id,
                "currency_id": foreign.id})
            euro_bank.set_bank_account(EURO_ACCOUNT)
        own = [self._booking(coming, company, extra, at) for at, coming in enumerate(DOLLARS, 1)]
        collected = [self._booking(coming, company, extra, 50 + at) for at, coming in enumerate(COLLECTED, 1)]
        rent = Booking(-RENT, "B-0040", "Fulton Properties LLC", text="Rent")
        abroad = [self._booking(coming, company, extra, 80 + at) for at, coming in enumerate(EUROS, 1)]
        collected = list(filter(None, collected))
        return [
            Account(bank.bank_account_id.acc_number, company.currency_id.name, self._balance_of(bank),
                    (*filter(None, own), rent, *([collected] if collected else []))),
            Account(EURO_ACCOUNT, foreign.name, 12_650.0, tuple(filter(None, abroad))),
        ]

    def _balance_of(self, journal):
        """Return what the bank's last statement said; a statement begins where the one before ended."""
        last = self.env["account.bank.statement"].search([("journal_id", "=", journal.id)], limit=1)
        return last.balance_end_real if last else 48_200.0

    def _booking(self, coming, company, extra, number):
        """Return the booking of a payment; None when what it would pay is not open on this day."""
        items = [self._open_item(item, company, extra) for item in coming.items]
        if not all(items):
            return None
        numbers = [item.move_id.name for item in items]
        cut = [number.rpartition("/")[2].lstrip("0") for number in numbers]
        said = {f"cut{at}": each for at, each in enumerate(cut)}
        said |= {f"typo{at}": each.replace("00", "0O", 1) for at, each in enumerate(numbers)}
        owed = sum(self._owed(item, coming.discount) for item in items)
        return Booking(
            amount=round(owed - coming.short + coming.extra, 2), reference=f"B-{number:04}",
            name=coming.name or self._named(f"demo_customer_{coming.customer}").name,
            account=ACCOUNTS.get(coming.customer, ""), text=coming.text.format(*numbers, **said),
            documents=tuple((item.move_id.name, item.amount_residual_currency) for item in items)
            if coming.listed else ())

    def _owed(self, item, discounted):
        return item.discount_amount_currency if discounted else item.amount_residual_currency

    def _open_item(self, item, company, extra):
        lines = self.env["account.move.line"]
        if isinstance(item, str):
            return extra[item].line_ids.filtered(lambda line: line.account_type == "asset_receivable")
        key, place = item
        open_items = lines.search([
            ("company_id", "=", company.id), ("partner_id", "=", self._named(f"demo_customer_{key}").id),
            ("account_id.account_type", "=", "asset_receivable"), ("parent_state", "=", "posted"),
            ("reconciled", "=", False), ("balance", ">", 0),
            ("move_id", "not in", [move.id for move in extra.values()]),
        ], order="date_maturity, id")
        return open_items[place] if -len(open_items) <= place < len(open_items) else lines
