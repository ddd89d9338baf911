from odoo import fields, models


class ArWriteOffRefusal(models.TransientModel):
    """Asks why write-offs are refused."""

    _name = "ar.write.off.refusal"
    _description = "Refuse write-offs"

    write_off_ids = fields.Many2many("ar.write.off", string="Write-offs", required=True, readonly=True)
    reason = fields.Char(required=True)

    def action_refuse(self):
        """Refuse them; whoever asked is told."""
        self.ensure_one()
        self.write_off_ids._refuse(self.reason)
        return {"type": "ir.actions.act_window_close"}
