from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ArDisputeStage(models.Model):
    """Where a dispute stands on the way to its resolution; one stage at least is the end."""

    _name = "ar.dispute.stage"
    _description = "Dispute stage"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    fold = fields.Boolean(string="Folded in Kanban")
    is_closing = fields.Boolean(string="Resolved", help="Disputes in this stage are resolved.")
    waits_for = fields.Selection(
        [("customer", "The customer"), ("colleagues", "Somebody in the company")],
        help="Shown on the case, so that everybody knows whose turn it is.",
    )

    @api.constrains("is_closing")
    def _check_an_open_and_a_closing_one(self):
        self.env.flush_all()
        if not (self._first() and self._closing()):
            raise ValidationError(self.env._("Disputes need a stage to begin with and one for the resolved ones."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_last(self):
        for closing in (True, False):
            kept = self.search_count([("is_closing", "=", closing), ("id", "not in", self.ids)], limit=1)
            if not kept:
                raise ValidationError(self.env._("Disputes need a stage to begin with and one for the resolved ones."))

    @api.model
    def _first(self):
        return self.search([("is_closing", "=", False)], limit=1)

    @api.model
    def _closing(self):
        return self.search([("is_closing", "=", True)], limit=1)
