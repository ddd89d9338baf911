from odoo import api, fields, models


class ArProvisionLine(models.Model):
    """One cell of a provision's matrix: what a segment owes in a bucket, and what of it is expected to be lost."""

    _name = "ar.provision.line"
    _description = "Cell of a provision"
    _inherit = ["ar.provision.period"]
    _order = "provision_id, segment_sequence, period, id"

    provision_id = fields.Many2one("ar.provision", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="provision_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date(related="provision_id.date", store=True)
    state = fields.Selection(related="provision_id.state", store=True)
    segment_id = fields.Many2one("ar.provision.segment", string="Segment Record", ondelete="set null")
    segment_name = fields.Char(string="Segment", required=True)
    segment_sequence = fields.Integer(required=True)
    exposure = fields.Monetary(help="What is owed, after credits and without the items named apart.")
    base = fields.Monetary(string="Without Tax", help="What can be lost: the exposure without the sales tax within.")
    given_rate = fields.Float(string="Loss Rate", digits=(9, 8), aggregator=None)
    rate = fields.Float(string="Rate Used", digits=(9, 8), aggregator=None, help="Loss rate times the factor.")
    amount = fields.Monetary(string="Expected Loss")

    _cell_uniq = models.UniqueIndex(
        "(provision_id, segment_sequence, period)", "A provision has each cell of its matrix once.")

    @api.depends("segment_name", "label")
    def _compute_display_name(self):
        for line in self:
            line.display_name = f"{line.segment_name}, {line.label}"
