from odoo import api, models

from ...logic.document_items import place


class ArDisputeLine(models.Model):
    """What is contested stays contested when its document is changed."""

    _inherit = "ar.dispute.line"

    @api.model
    def _follow_document(self, move, before):
        """Contest of the items that `move` has now what was contested of those it had.

        :param before: :class:`Instalment` s of the document as it was posted last
        """
        lines = self.search([
            ("move_line_id", "in", [one.id for one in before]), ("dispute_id.state", "=", "open"),
            ("amount_open", ">", 0)], order="id")
        after = move._ar_instalments("amount_residual_currency")
        rest, new = {}, []
        for own in lines.grouped(lambda line: line.dispute_id.kind).values():
            wanted = [(line, line.move_line_id.id, line.amount_open) for line in own]
            placed, short = place(wanted, before, after, move.currency_id.round)
            for line in own:
                if short[line] or list(placed[line]) != line.move_line_id.ids:
                    new += line._go_on_at(placed[line])
                    rest[line] = short[line]
        changed = lines.filtered(lambda line: line in rest)
        self.create(new)
        changed._refresh()
        for dispute, own in changed.grouped("dispute_id").items():
            dispute._tell_moved(move, sum(rest[line] for line in own))

    def _go_on_at(self, shares):
        """Contest {item id: amount} instead of what is still contested; return the values of the lines to add.

        What is settled already stays with the item that it was settled of.
        """
        settled = self.currency_id.round(self.amount - self.amount_open)
        items = list(shares)
        here = self.move_line_id.id
        if here not in shares and items and not settled:
            here = items[0]
        own = shares.get(here, 0.0)
        values = {"amount": settled + own, "amount_open": own}
        if here != self.move_line_id.id:
            item = self.env["account.move.line"].browse(here)
            values |= {"move_line_id": here, "since_partial": self._last_partials(item).get(item, 0)}
        # What can be contested is what was just shared out; other lines are still to follow.
        self.with_context(ar_dispute_by_rule=True).write(values)
        return [
            {"dispute_id": self.dispute_id.id, "move_line_id": item, "amount": shares[item],
             "invoice_line_id": self.invoice_line_id.id}
            for item in items if item != here
        ]

    @api.model
    def _lose_document(self, items, text, *, deleted=False):
        """Tell the owners of open cases that the document of `items` is gone; the case is theirs to end."""
        del deleted  # the items go, the line stays and says what was contested
        lines = self.search([("move_line_id", "in", items.ids), ("dispute_id.state", "=", "open")])
        for dispute in lines.dispute_id:
            dispute._tell_owner(text)


class ArDispute(models.Model):
    _inherit = "ar.dispute"

    def _tell_moved(self, move, rest):
        """Note in the case what is contested of the changed document; when less than before, the owner is asked."""
        own = self.line_ids.filtered(lambda line: line.move_id == move and line.amount_open > 0)
        items = ", ".join(
            self.env._("%(amount)s due %(day)s", amount=line.currency_id.format(line.amount_open), day=line.date_due)
            for line in own) or self.currency_id.format(0.0)
        text = self.env._("%(document)s was changed. Contested of it now: %(items)s.",
                          document=move.display_name, items=items)
        if rest:
            text += " " + self.env._(
                "%s of what was contested is no longer open.", self.currency_id.format(rest))
            self._tell_owner(text)
        else:
            self._message_log(body=text)

    def _tell_owner(self, text):
        """Note in the case what happened, and ask its owner to see to it."""
        self._message_log(body=text)
        self.with_context(mail_activity_quick_update=True).activity_schedule(
            "mail.mail_activity_data_todo", summary=text,
            user_id=(self.user_id if self.user_id.active else self._answers_for()).id or self.env.uid)
