from odoo import models


class AccountPartialReconcile(models.Model):
    _inherit = "account.partial.reconcile"

    def unlink(self):
        self.env["ar.snapshot.event"].sudo()._note_undone(self.ids)
        return super().unlink()
