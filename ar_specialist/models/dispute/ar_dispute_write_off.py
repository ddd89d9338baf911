from odoo import fields, models
from odoo.exceptions import AccessError, UserError


class ArDispute(models.Model):
    """Writing the contested part off: an entry reconciled with the item; over the limit a manager approves."""

    _inherit = "ar.dispute"

    write_off_asked = fields.Monetary(
        string="Write-off to Approve", readonly=True, copy=False, tracking=True,
        help="Over the company's limit: it waits for a receivables manager.")
    write_off_asked_by_id = fields.Many2one("res.users", string="Asked by", readonly=True, copy=False)

    def action_write_off(self):
        """Write off what is still contested; over the limit ask a receivables manager instead."""
        self.ensure_one()
        dispute = self._lock_contested()
        if dispute._may_write_off():
            return dispute._write_off()
        dispute._ask_for_write_off()
        return True

    def action_approve_write_off(self):
        """Carry out a write-off that was asked for."""
        self.ensure_one()
        dispute = self._lock_contested()
        if not self.env.user.has_group("ar_specialist.group_manager") and not self.env.su:
            raise AccessError(self.env._("Write-offs over the limit are for receivables managers."))
        if not dispute.write_off_asked:
            raise UserError(self.env._("No write-off of %s waits for approval.", dispute.name))
        dispute.company_id._ar_check_approves(
            dispute.name, dispute.write_off_asked_by_id, dispute.amount_open_company, dispute.line_ids.move_id)
        if dispute.currency_id.compare_amounts(dispute.amount_open, dispute.write_off_asked) > 0:
            raise UserError(self.env._(
                "%(asked)s were asked for, but %(open)s are contested by now: refuse it, so that it is asked for anew.",
                asked=dispute.currency_id.format(dispute.write_off_asked),
                open=dispute.currency_id.format(dispute.amount_open)))
        return dispute._write_off()

    def action_refuse_write_off(self):
        """Refuse a write-off that was asked for; the case stays open."""
        for dispute in self._lock_open():
            if not self.env.user.has_group("ar_specialist.group_manager"):
                raise AccessError(self.env._("Write-offs over the limit are for receivables managers."))
            dispute.sudo().write({"write_off_asked": 0.0, "write_off_asked_by_id": False})  # closed to users' writing
            dispute.activity_unlink(["ar_specialist.activity_type_write_off"])
            dispute._message_log(body=self.env._("The write-off is refused."))

    def _may_write_off(self):
        """Return whether the present user may write off what is contested without asking."""
        return self.env.su or self.company_id._ar_may_write_off(self.amount_open_company, self.line_ids.move_id)

    def _ask_for_write_off(self):
        # Asked again, for another amount perhaps, it takes the place of what was asked before.
        self.activity_unlink(["ar_specialist.activity_type_write_off"])
        # Closed to users' own writing; asking is what the button is for.
        self.sudo().write({"write_off_asked": self.amount_open, "write_off_asked_by_id": self.env.uid})
        manager = self.company_id.ar_manager_id
        self.activity_schedule(
            "ar_specialist.activity_type_write_off", user_id=(manager or self.team_id.leader_id or self.env.user).id,
            summary=self.env._(
                "Approve writing off %(amount)s of %(dispute)s",
                amount=self.currency_id.format(self.amount_open), dispute=self.name))

    def _write_off(self, date=None):
        self.ensure_one()
        account = self._write_off_account()
        if not account:
            raise UserError(self.env._(
                "%s has no account for write-offs yet: choose one in the settings, under Receivables.",
                self.company_id.name))
        amounts = {}
        for line in self.line_ids.filtered(lambda line: line.amount_open > 0):
            amounts[line.move_line_id] = amounts.get(line.move_line_id, 0.0) + line.amount_open
        made = self.env["ar.write.off"]._book_at_once(
            amounts, kind="dispute", dispute_id=self.id, loss_account_id=account.id,
            date=date or self.env.company._ar_today(), requested_by_id=self.write_off_asked_by_id.id)
        self._message_log(body=self.env._("Written off by %s.", made.move_id._get_html_link()))
        return True

    def _write_off_account(self):
        return self.company_id.ar_writeoff_account_id

    def action_undo_write_off(self):
        """Reverse the write-offs of these cases, which open again by it."""
        for dispute in self:
            dispute.check_access("write")
            entries = dispute._write_offs()
            if not entries:
                raise UserError(self.env._("%s has no write-off to undo.", dispute.name))
            # sudo: the case alone decides who may undo what was made for it
            self.env["ar.write.off"].sudo().search([("move_id", "in", entries.ids)])._check_nothing_recovered()
            entries._ar_take_back()

    def _write_offs(self):
        """Return the entries that have written the case off and were not undone."""
        return self.move_ids.filtered(
            lambda move: move.move_type == "entry" and move.state == "posted" and not move.reversal_move_ids)
