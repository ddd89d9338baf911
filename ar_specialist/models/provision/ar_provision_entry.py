from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command


class ArProvision(models.Model):
    """In the books: the entry of the day, and the one that takes it back at the beginning of the next period."""

    _inherit = "ar.provision"

    def action_post(self):
        """Post the entry; its reversal is made with it and posts itself on its day.

        :raise UserError: when the receivables of the day have changed since the review began
        """
        self._check_manager()
        for provision in self._lock("review"):
            now = provision.sudo()._receivables_now()
            if provision.currency_id.compare_amounts(now, provision.receivables):
                raise UserError(self.env._(
                    "The receivables of that day were %(then)s when this was proposed and are %(now)s now. Take it "
                    "back to a proposal: it is reckoned anew when it is handed in.",
                    then=provision.currency_id.format(provision.receivables), now=provision.currency_id.format(now)))
            provision._reverse_before()
            provision._book()

    def _reverse_before(self):
        """Take the allowance before this one back first, if the scheduled action has not come to it yet."""
        waiting = self.search([
            ("company_id", "=", self.company_id.id), ("state", "=", "posted"), ("reversal_date", "<=", self.date)])
        waiting.reversal_move_id.filtered(lambda move: move.state == "draft")._post(soft=False)
        overlapping = self.search([
            ("company_id", "=", self.company_id.id), ("state", "in", ("posted", "reversed")),
            ("date", "<", self.date), ("reversal_date", ">", self.date)], limit=1)
        if overlapping:
            raise UserError(self.env._(
                "%(other)s is in the books until %(day)s: two at once would count the losses twice. Undo it first.",
                other=overlapping.display_name, day=overlapping.reversal_date))

    def _book(self):
        self.ensure_one()
        nothing = self.currency_id.is_zero(self.amount)
        values = {} if nothing else self._prepare_entry()
        self._set_state("posted", reviewer_id=self.env.uid)
        if nothing:
            self._message_log(body=self.env._("Nothing is expected to be lost: no entry is needed."))
            return
        moves = self.env["account.move"].with_company(self.company_id)
        entry = moves.create(values)
        entry.action_post()
        self.sudo().move_id = entry  # closed to users' own writing
        back = self._make_reversal(entry)
        self.sudo().reversal_move_id = back
        if back.state == "posted":
            self._set_state("reversed")
        self._message_log(body=self.env._(
            "Posted by %(entry)s; reversed by %(back)s.", entry=entry._get_html_link(), back=back._get_html_link()))

    def _make_reversal(self, entry):
        """Return the reversal: a draft that Odoo posts by itself on its day, posted where the day has come."""
        has_come = self.reversal_date <= self.company_id._ar_today()
        return entry._reverse_moves([{
            "date": self.reversal_date, "auto_post": "no" if has_come else "at_date",
            "ref": self.env._("Reversal of %s", self.display_name),
        }], cancel=has_come)

    def _prepare_entry(self):
        journal, allowance, specific_allowance, loss = self.company_id._ar_provision_accounts()
        commands = []
        for row in self.movement_ids:
            account = allowance if row.kind == "matrix" else specific_allowance
            partner = row.move_line_id.sudo().partner_id.commercial_partner_id
            if self.currency_id.is_zero(row.closing):
                continue
            label = self.env._("Expected credit losses: %s", row.name)
            for target, sign in ((loss, 1), (account, -1)):
                commands.append(Command.create({
                    "name": label, "account_id": target.id, "partner_id": partner.id,
                    "balance": sign * row.closing, "tax_ids": [Command.clear()],
                }))
        return {
            "move_type": "entry", "journal_id": journal.id, "company_id": self.company_id.id, "date": self.date,
            "ref": self.display_name, "line_ids": commands,
        }

    def action_undo(self):
        """Take the entry and its reversal back, each on its own day; the day is free for another provision."""
        self._check_manager()
        for provision in self._lock("posted", "reversed"):
            later = [("previous_id", "=", provision.id), ("state", "in", ("posted", "reversed"))]
            if self.search_count(later, limit=1):
                raise UserError(self.env._(
                    "A later provision begins with %s. Undo that one first.", provision.display_name))
            back = provision.reversal_move_id
            if back.state == "draft":
                provision.sudo().reversal_move_id = False
                back.unlink()
            provision._set_state("cancelled")
            (provision.move_id + back.exists())._ar_take_back()
            provision._message_log(body=self.env._("Undone by %s.", self.env.user.name))
