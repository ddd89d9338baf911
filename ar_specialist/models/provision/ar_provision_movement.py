from odoo import fields, models


class ArProvisionMovement(models.Model):
    """A row of the movement schedule: how the allowance of a segment or of a named item came to be what it is.

    Opening + charge + used + released = closing; what lessens the allowance is negative.
    """

    _name = "ar.provision.movement"
    _description = "Movement of a provision"
    _order = "date desc, provision_id desc, sequence, id"

    provision_id = fields.Many2one("ar.provision", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="provision_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date(related="provision_id.date", store=True)
    state = fields.Selection(related="provision_id.state", store=True)
    sequence = fields.Integer(required=True)
    kind = fields.Selection([("matrix", "Matrix"), ("specific", "Named item")], required=True)
    name = fields.Char(required=True)
    segment_id = fields.Many2one("ar.provision.segment", ondelete="set null")
    move_line_id = fields.Many2one("account.move.line", ondelete="set null", index="btree_not_null")
    opening = fields.Monetary()
    charge = fields.Monetary()
    used = fields.Monetary(help="Written off of what the provision before covered, up to its amount.")
    released = fields.Monetary()
    closing = fields.Monetary()
