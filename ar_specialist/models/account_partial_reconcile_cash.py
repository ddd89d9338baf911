from odoo import fields, models


class AccountPartialReconcile(models.Model):
    """A reconciliation knows which application of a payment made it, so that undoing that one undoes no other."""

    _inherit = "account.partial.reconcile"

    ar_application_id = fields.Many2one(
        "ar.cash.application", string="Applied by", readonly=True, ondelete="set null", index="btree_not_null")
