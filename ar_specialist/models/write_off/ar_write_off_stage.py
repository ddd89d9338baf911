from odoo import api, models

from .ar_write_off import IN_BOOKS


class ArWriteOff(models.Model):
    """The collection stage “Written off” of what is given up as a whole."""

    _inherit = "ar.write.off"

    def _write_stages(self, before):
        """Move invoices of which nothing is open any more to the last stage, and note where they were.

        Small balances, disputes and short payments say nothing about the customer: they move nothing.

        :param before: {line: stage of its document before it was booked}
        """
        stage = self.env.ref("ar_specialist.stage_written_off", raise_if_not_found=False)
        lines = self.filtered(lambda one: one.kind == "request").line_ids.filtered(
            lambda line: not line.move_id.amount_residual)
        if not stage or not lines:
            return
        for line in lines.sudo():  # closed to users' own writing
            line.write({"stage_before_id": before[line.with_env(self.env)].id, "has_moved_stage": True})
        lines.move_id._ar_move_stages({
            line.move_id: (stage, self.env._("Written off by %s.", line.write_off_id.name)) for line in lines})


class AccountMove(models.Model):
    _inherit = "account.move"

    def _ar_return_to_stage(self):
        """What was written off and is open again is back where it was."""
        moved = super()._ar_return_to_stage()
        if not self:
            return moved  # core unlinks nothing quite often
        stage = self.env.ref("ar_specialist.stage_written_off", raise_if_not_found=False)
        again = self.sudo().filtered(
            lambda move: stage and move.ar_stage_id == stage and move.state == "posted" and move.amount_residual)
        if not again:
            return moved
        # sudo: whoever undoes a reconciliation need not see write-offs
        lines = self.env["ar.write.off.line"].sudo().search([
            ("move_line_id.move_id", "in", again.ids), ("has_moved_stage", "=", True),
            ("write_off_id.state", "in", IN_BOOKS)], order="id")
        reason = self.env._("Open again: back to the stage it had before it was written off.")
        return moved | again._ar_move_stages(
            {line.move_id: (line.stage_before_id, reason) for line in lines}, forward_only=False)


class ArAccount(models.Model):
    _inherit = "ar.account"

    @api.model
    def _ar_written_off_alone(self, found):
        """Return the keys of customers that owe nothing any more because what they owed was given up."""
        keys = {(account.partner_id.id, account.company_id.id) for account in self} - set(found)
        if not keys:
            return set()
        # sudo: as the refreshing of stages, on behalf of whoever reconciles
        written_off = self.env["ar.write.off"].sudo()._read_group(
            [("state", "in", ("posted", "partly_recovered")), ("kind", "=", "request"),
             ("account_id", "in", self.ids)], ["partner_id", "company_id"])
        candidates = {(partner.id, company.id) for partner, company in written_off} & keys
        still_open = self.env["account.move"].sudo()._read_group(
            [("state", "=", "posted"), ("move_type", "in", ("out_invoice", "out_receipt")),
             ("amount_residual", "!=", 0), ("commercial_partner_id", "in", [partner for partner, _ in candidates]),
             ("company_id", "in", [company for _, company in candidates])],
            ["commercial_partner_id", "company_id"]) if candidates else []
        return candidates - {(partner.id, company.id) for partner, company in still_open}

    def _ar_severest_stages(self):
        """A customer whose last debts were written off is at the last stage until it owes something new."""
        found = super()._ar_severest_stages()
        stage = self.env.ref("ar_specialist.stage_written_off", raise_if_not_found=False)
        if stage:
            found |= dict.fromkeys(self._ar_written_off_alone(found), stage)
        return found
