"""Turn a history into posted entries of one company, in batches."""

from collections import defaultdict

from odoo import Command

#: Prices abroad are the same figures less a tenth, so that they stay round whatever the day's rate.
FOREIGN_PRICE = 0.9


class LedgerBuilder:
    """Books one history; `invoices` maps its keys to the account.move records."""

    def __init__(self, env, company, foreign, partners, products, terms):
        self.env = env
        self.company = company
        self.foreign = foreign
        self.partners = partners
        self.products = products
        self.terms = terms
        self.invoices = {}
        #: Open amount of each receivable line, in its own currency, as the history goes on.
        self.open = {}

    def build(self, history):
        self._book_invoices(history.invoices)
        self._book_reversals(history.reversals)
        self._match_credits([invoice for invoice in history.invoices if invoice.settles])
        receipts = sorted(history.receipts, key=lambda receipt: receipt.day)
        self._book_receipts([receipt for receipt in receipts if not receipt.discount])
        self._book_discounted([receipt for receipt in receipts if receipt.discount])

    def _currency(self, foreign):
        return self.foreign if foreign else self.company.currency_id

    def _book_invoices(self, invoices):
        moves = self.env["account.move"].create([self._invoice_values(invoice) for invoice in invoices])
        self.invoices = {invoice.key: move for invoice, move in zip(invoices, moves, strict=True)}
        drafts = [invoice.key for invoice in invoices if invoice.draft]
        posted = moves - self.env["account.move"].concat(*(self.invoices[key] for key in drafts))
        posted._post(soft=False)
        self.open = {line: abs(line.amount_currency) for line in self._receivables(posted)}

    def _invoice_values(self, invoice):
        partner = self.partners[invoice.customer]
        factor = FOREIGN_PRICE if invoice.foreign else 1.0
        return {
            "move_type": "out_refund" if invoice.credit else "out_invoice",
            "partner_id": partner.id, "company_id": self.company.id, "invoice_date": invoice.day,
            "date": invoice.day, "invoice_user_id": partner.user_id.id,
            "invoice_payment_term_id": self.terms["immediate" if invoice.credit else invoice.term].id,
            "currency_id": self._currency(invoice.foreign).id,
            "ref": f"PO {partner.ref[1:]}-{invoice.day:%y%m%d}",
            "invoice_line_ids": [
                Command.create({
                    "product_id": self.products[key].id, "quantity": quantity,
                    "price_unit": round(self.products[key].list_price * factor, 2),
                })
                for key, quantity in invoice.lines
            ],
        }

    def _receivables(self, moves):
        return moves.line_ids.filtered(lambda line: line.account_type == "asset_receivable")

    def _book_reversals(self, reversals):
        for reversal in reversals:
            self.invoices[reversal.invoice]._reverse_moves(
                [{"date": reversal.day, "invoice_date": reversal.day, "ref": reversal.reason}], cancel=True)

    def _match_credits(self, credits):
        for credit in credits:
            lines = self._receivables(self.invoices[credit.key] + self.invoices[credit.settles])
            lines.reconcile()
            self.open.update({line: abs(line.amount_residual_currency) for line in lines})

    def _items(self, receipt):
        """Return the receivable lines that a receipt pays, in order."""
        items = self.env["account.move.line"]
        for key, instalment in receipt.pays:
            lines = self._receivables(self.invoices[key]).sorted("date_maturity")
            items += lines if instalment is None else lines[instalment]
        return items

    def _book_receipts(self, receipts):
        items = [self._items(receipt) for receipt in receipts]
        amounts = [self._take(receipt, lines) for receipt, lines in zip(receipts, items, strict=True)]
        journal = self.env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", self.company.id)], limit=1)
        payments = self.env["account.payment"].create([
            {
                "payment_type": "inbound", "partner_type": "customer", "date": receipt.day, "amount": amount,
                "partner_id": self.partners[receipt.customer].id, "currency_id": self._currency(receipt.foreign).id,
                "journal_id": journal.id,
                "memo": receipt.memo or ", ".join(lines.move_id.mapped("name")),
            }
            for receipt, amount, lines in zip(receipts, amounts, items, strict=True)
        ])
        payments.action_post()
        self._reconcile([
            lines + self._receivables(payment.move_id)
            for payment, lines in zip(payments, items, strict=True) if lines
        ])

    def _take(self, receipt, lines):
        """Return the amount of a receipt, and note what it leaves open, oldest item first."""
        paid = self._currency(receipt.foreign).round(receipt.share * sum(self.open[line] for line in lines))
        rest = paid
        for line in lines:
            part = min(rest, self.open[line])
            self.open[line] -= part
            rest -= part
        return paid + receipt.extra

    def _reconcile(self, sets):
        """Match all sets, in rounds within which no line occurs twice: each step sees what the last one left."""
        rounds, seen = defaultdict(list), defaultdict(int)
        for lines in sets:
            turn = max(seen[line] for line in lines)
            rounds[turn].append(lines)
            seen.update(dict.fromkeys(lines, turn + 1))
        for plan in rounds.values():
            self.env["account.move.line"]._reconcile_plan(plan)

    def _book_discounted(self, receipts):
        """Pay whole invoices within the discount period, the discount booked as Odoo's payment wizard does."""
        for receipt in receipts:
            moves = self._items(receipt).move_id
            self.env["account.payment.register"].with_context(
                active_model="account.move", active_ids=moves.ids,
            ).create({"payment_date": receipt.day})._create_payments()
