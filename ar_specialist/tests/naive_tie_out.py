"""The causes of a tie-out by a loop over journal items, as slow and plain as can be."""

from collections import defaultdict

from .naive_aging import open_amount

MADE_OUT = ("out_invoice", "out_refund", "out_receipt")


class NaiveCauses:
    """What is found in one company on a day: {cause: {journal item: amount}}, amounts in the company's currency."""

    def __init__(self, company, day):
        self.env, self.company, self.day = company.env, company, day
        self.found = defaultdict(dict)
        lines = self.env["account.move.line"].with_context(active_test=False).search([
            ("company_id", "=", company.id), ("account_id.account_type", "=", "asset_receivable")])
        booked = lines.filtered(lambda line: line.parent_state == "posted" and line.date <= day)
        for line in lines - booked:
            if line.parent_state == "draft" and line.date <= day:
                self.found["drafts"][line] = line.balance
            elif line.parent_state == "posted" and (
                    line.create_date.date() <= day or (line.invoice_date and line.invoice_date <= day)):
                self.found["future"][line] = line.balance
        self.open = {}
        for line in booked:
            own = company.currency_id.round(open_amount(line, day))
            document = line.currency_id.round(open_amount(line, day, True))
            if own or document:
                self.open[line] = own, document
        self._open_items()
        self._customers()
        self._reconciled(booked)

    def sums(self):
        """Return {cause: (items, amount)}."""
        return {
            code: (len(items), self.company.currency_id.round(sum(items.values())))
            for code, items in self.found.items() if items}

    def _open_items(self):
        exchange = self.company.currency_exchange_journal_id
        for line, (own, document) in self.open.items():
            move, customer = line.move_id, line.partner_id.commercial_partner_id
            is_by_hand = move.move_type == "entry" and not move.tax_cash_basis_rec_id and not move.origin_payment_id
            checks = {
                "without_partner": not customer,
                "not_customer": self._is_stranger(customer),
                "manual_entries": line.journal_id.type == "general" and is_by_hand and line.journal_id != exchange,
                "exchange": line.journal_id == exchange or (own and not document),
                "negative_residue": own * line.balance < 0 or document * line.amount_currency < 0,
                "archived_partners": customer and not (line.partner_id.active and customer.active),
                "archived_accounts": not line.account_id.active,
            }
            for code, is_so in checks.items():
                if is_so:
                    self.found[code][line] = -own if code in ("without_partner", "not_customer") else own

    def _is_stranger(self, customer):
        if not customer or not (customer.supplier_rank > 0 or customer.employee):
            return False
        documents = self.env["account.move"].search([
            ("company_id", "=", self.company.id), ("state", "=", "posted"), ("move_type", "in", MADE_OUT)])
        return customer not in documents.partner_id.commercial_partner_id

    def _customers(self):
        owed, alike = defaultdict(list), defaultdict(list)
        for line in self.open:
            if customer := line.partner_id.commercial_partner_id:
                owed[customer].append(line)
                alike[customer, line.account_id, line.currency_id].append(line)
        for lines in owed.values():
            if self.company.currency_id.round(sum(self.open[line][0] for line in lines)) < 0:
                self.found["credit_balances"].update((line, self.open[line][0]) for line in lines)
        for (_customer, _account, currency), lines in alike.items():
            if len(lines) > 1 and not currency.round(sum(self.open[line][1] for line in lines)):
                self.found["zero_residue"].update((line, self.open[line][0]) for line in lines)

    def _reconciled(self, booked):
        parts = self.env["account.partial.reconcile"].search([("max_date", "<=", self.day)])
        for part in parts:
            debit, credit = part.debit_move_id, part.credit_move_id
            reason = self._reason(part, debit, credit)
            for line, other, amount in ((debit, credit, -part.amount), (credit, debit, part.amount)):
                if reason and line in booked and (other.parent_state == "posted" or not other.matching_number):
                    self.found[reason][line] = self.found[reason].get(line, 0.0) + amount

    def _reason(self, part, debit, credit):
        if debit.company_id != credit.company_id:
            return "across_companies"
        if debit.account_id != credit.account_id:
            return "across_accounts"
        if max(debit.date, credit.date) > self.day or {debit.parent_state, credit.parent_state} != {"posted"}:
            return "across_days"
        is_alike = debit.currency_id == credit.currency_id and part.debit_amount_currency == part.credit_amount_currency
        return "" if is_alike else "across_currencies"
