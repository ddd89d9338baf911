from odoo import models


class ArReceivablesImport(models.Model):
    """From an import to what it made."""

    _inherit = "ar.receivables.import"

    def action_open_lines(self):
        return self._open(
            self.env._("Rows of %s", self.name), "ar.receivables.import.line", [("import_id", "in", self.ids)],
            view_mode="list",
        )

    def action_open_moves(self):
        invoices = self.document == "invoice"
        action = self._open(
            self.env._("Imported from %s", self.name), "account.move",
            [("ar_import_line_ids.import_id", "in", self.ids)])
        if invoices:
            views = [("account.view_out_invoice_tree", "list"), ("account.view_move_form", "form")]
            action["views"] = [(self.env.ref(view).id, kind) for view, kind in views]
            action["context"]["default_move_type"] = "out_invoice"
        return action

    def action_open_payments(self):
        return self._open(
            self.env._("Payments imported from %s", self.name), "account.payment",
            [("id", "in", self.line_ids.payment_id.ids)])

    def _open(self, name, model, domain, view_mode="list,form"):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "domain": domain,
            "view_mode": view_mode,
            "context": {"create": False},
        }
