from odoo import fields, models

from ..aging.ar_open_item import FOLLOW_UP_READERS


class ArOpenItem(models.Model):
    _inherit = "ar.open.item"

    amount_disputed = fields.Monetary(
        string="Disputed", currency_field="company_currency_id", readonly=True, aggregator="sum",
        groups=FOLLOW_UP_READERS, help="What open disputes contest of the item, in company currency.")

    _depends = {
        "ar.dispute": ["kind", "state"],
        "ar.dispute.line": ["amount_open_company", "dispute_id", "move_line_id"],
    }
