from odoo import models

from ..queries.cash_named import figures_of_numbers


class AccountMove(models.Model):
    _inherit = "account.move"

    # A payment whose payer is unknown is told by the numbers in its text, among all documents of all customers.
    _ar_figures_idx = models.Index(f"USING gin ({figures_of_numbers()}) WHERE state = 'posted'")
