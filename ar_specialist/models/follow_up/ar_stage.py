from odoo import api, fields, models


class ArStage(models.Model):
    """How far collection has gone with an invoice or a customer; later in the order is more severe."""

    _name = "ar.stage"
    _description = "Collection stage"
    _inherit = ["ar.choice"]

    fold = fields.Boolean(string="Folded in Kanban")
    description = fields.Text(translate=True)

    @api.model
    def _stages_of(self, company):
        """Return the stages `company` uses, mildest first; the first one is where everything begins."""
        return self.search([("company_id", "in", [False, *company.parent_ids.ids])])

    @api.model
    def _severest(self, stages):
        """Return the one of `stages` that comes last in the order."""
        return max(stages, key=lambda stage: stage._place(), default=self.browse())

    def _raised(self, company):
        """Return the stage of `company` after this one, which may be none; never the last, where collecting ends."""
        stages = self._stages_of(company)
        place = (self or stages[:1])._place()
        return stages[:-1].filtered(lambda stage: stage._place() > place)[:1]

    def _place(self):
        return (self.sequence, self.id)
