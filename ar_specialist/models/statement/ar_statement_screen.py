from collections import defaultdict

from odoo import api, fields, models

from ..ar_delivery import UNDELIVERED


class ArStatement(models.Model):
    """What screens search and show of a statement: who is in charge, the message as the customer gets it."""

    _inherit = "ar.statement"

    preview = fields.Html(compute="_compute_preview", sanitize=False)
    preview_subject = fields.Char(string="Subject", compute="_compute_preview")
    preview_to = fields.Char(string="To", compute="_compute_preview")

    @api.depends("state", "channel", "account_id")
    def _compute_preview(self):
        for statement in self:
            written = statement._origin.channel == "email"
            message = statement._origin._render_message() if written else dict.fromkeys(("subject", "html", "to"))
            statement.preview_subject, statement.preview = message["subject"], message["html"]
            statement.preview_to = message["to"]

    def _render_message(self):
        """Return the mail, {"subject", "html", "to"}, as the customer gets it or got it; nothing is stored."""
        self.ensure_one()
        recipients = self.env["ar.account"]._ar_recipients(self.account_id)
        contents = self._contents(recipients)
        self._write_texts(contents)
        content = contents[self][0]
        return {
            "subject": content["subject"], "html": self._message_html(content),
            "to": ", ".join(recipients[self.account_id.id]["partners"].mapped("email")),
        }

    def action_send(self):
        """Send these planned statements now; the rest of their sendings waits on for whoever sends it."""
        self._check_may_work()
        for batch, statements in self.sudo().grouped("batch_id").items():
            with batch._alone():
                batch._execute_batch(statements)
                if not batch._left():
                    batch._start()
                    batch._finish()


class ArStatementBatch(models.Model):
    """What the screen of a sending shows: how many go out by what, who gets none, how far it has come."""

    _inherit = "ar.statement.batch"

    planned_count = fields.Integer(string="To Send", compute="_compute_counts")
    email_count = fields.Integer(string="By Email", compute="_compute_counts", help="To send by email.")
    print_count = fields.Integer(string="To Be Printed", compute="_compute_counts", help="To send by printing them.")
    sent_count = fields.Integer(string="Sent", compute="_compute_counts")
    to_print_count = fields.Integer(string="To Print", compute="_compute_counts")
    printed_count = fields.Integer(string="Printed", compute="_compute_counts")
    failed_count = fields.Integer(string="Failed", compute="_compute_counts")
    undelivered_count = fields.Integer(
        string="Not Delivered", compute="_compute_undelivered_count", help="Sent by email, but failed or bounced.")
    skip_count = fields.Integer(string="Left Out", compute="_compute_counts")
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary(string="Balance", compute="_compute_counts", help="Of all statements of the sending.")
    progress = fields.Float(compute="_compute_counts", help="Part of the statements that is made, in percent.")

    @api.depends("statement_ids.state", "statement_ids.channel", "skip_ids")
    def _compute_counts(self):
        count, amount = defaultdict(int), defaultdict(float)
        groups = self.env["ar.statement"]._read_group(
            [("batch_id", "in", self.ids)], ["batch_id", "state", "channel"], ["__count", "amount:sum"])
        for batch, state, channel, number, total in groups:
            count[batch.id, state] += number
            if state == "planned":
                count[batch.id, channel] += number
            if state != "cancelled":
                amount[batch.id] += total
        skipped = dict(self.env["ar.statement.skip"]._read_group(
            [("batch_id", "in", self.ids)], ["batch_id"], ["__count"]))
        for batch in self:
            for state in ("planned", "sent", "to_print", "printed", "failed"):
                batch[f"{state}_count"] = count[batch.id, state]
            batch.email_count, batch.print_count = count[batch.id, "email"], count[batch.id, "print"]
            batch.skip_count = skipped.get(batch, 0)
            batch.amount = amount[batch.id]
            done = sum(count[batch.id, state] for state in ("sent", "to_print", "printed", "failed"))
            batch.progress = self._progress(done, batch.planned_count)

    @api.depends("statement_ids.delivery_state")
    def _compute_undelivered_count(self):
        counts = dict(self.env["ar.statement"]._read_group(
            [("batch_id", "in", self.ids), ("delivery_state", "in", UNDELIVERED)], ["batch_id"], ["__count"]))
        for batch in self:
            batch.undelivered_count = counts.get(batch, 0)

    def action_open_statements(self):
        """Open the statements of the sending; the context may name a state to keep."""
        state = self.env.context.get("statement_state")
        return self._open_statements([("state", "=", state)] if state else [])

    def action_open_undelivered(self):
        """Open the statements of the sending whose email did not arrive."""
        return self._open_statements([("delivery_state", "in", UNDELIVERED)])

    def _open_statements(self, domain):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ar_specialist.ar_statement_action")
        return {
            **action, "domain": [("batch_id", "=", self.id), *domain], "context": {"create": False},
            "display_name": self.name,
        }

    def action_print(self):
        """Print what waits to be printed; when nothing does, what was printed again."""
        printed = self.statement_ids.filtered(lambda one: one.state in ("to_print", "printed"))
        return (printed.filtered(lambda one: one.state == "to_print") or printed).action_print()


class ArAccount(models.Model):
    _inherit = "ar.account"

    statement_ids = fields.One2many("ar.statement", "account_id", string="Statements", readonly=True)
    statement_count = fields.Integer(compute="_compute_statement_count")

    @api.depends("statement_ids")
    def _compute_statement_count(self):
        counts = dict(self.env["ar.statement"]._read_group(
            [("account_id", "in", self.ids), ("state", "in", ("sent", "to_print", "printed"))], ["account_id"],
            ["__count"]))
        for account in self:
            account.statement_count = counts.get(account, 0)

    def action_send_statement(self):
        """Ask which statement to send, then show it before it goes out."""
        self.ensure_one()
        self._check_may_work()
        action = self.env["ir.actions.act_window"]._for_xml_id("ar_specialist.ar_statement_sending_action")
        return {**action, "context": {"active_model": self._name, "active_ids": self.ids}}

    def action_statements(self):
        """Open the statements of these accounts."""
        action = self.env["ir.actions.act_window"]._for_xml_id("ar_specialist.ar_statement_action")
        return {
            **action, "domain": [("account_id", "in", self.ids)], "context": {"create": False},
            "display_name": self.env._("Statements of %s", self[:1].display_name),
        }
