from odoo import fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    type = fields.Selection(
        selection_add=[("followup", "Follow-up Address"), ("other",)], ondelete={"followup": "set default"})

    def write(self, vals):
        # Bounces were those of the old address: a new one gets its chance.
        if "email" in vals and "message_bounce" not in vals:
            changed = self.filtered(lambda partner: partner.message_bounce and partner.email != vals["email"])
            if changed:
                super(ResPartner, changed).write({"message_bounce": 0})
        return super().write(vals)
