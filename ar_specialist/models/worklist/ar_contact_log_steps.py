from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import plaintext2html


class ArContactLog(models.Model):
    """A contact together with what follows from it, in one transaction: all of it is there, or nothing."""

    _inherit = "ar.contact.log"

    @api.model
    def _log(self, values, *, promise=None, dispute=None, hold=None, activity=None, copies=None):
        """Log a contact and make what was agreed on.

        :param values: of the contact
        :param promise: values of the promise to pay
        :param dispute: values of the dispute or inquiry
        :param hold: values of the hold
        :param activity: values of the next activity
        :param copies: account.move records whose copies the person wants by email
        """
        account = self.env["ar.account"].browse(values["account_id"])
        person = self.env["res.partner"].browse(values.get("person_id") or [])
        items = [Command.set(self.env["account.move.line"].browse(values.pop("item_ids", [])).ids)]
        values = {**values, "move_line_ids": items}
        if promise is not None:
            values["promise_id"] = self.env["ar.promise"].create({
                "account_id": account.id, "move_line_ids": items, "channel": values.get("channel", "call"),
                "promised_by_id": person.id, "note": values.get("note"), **promise}).id
        if dispute is not None:
            values["dispute_id"] = self.env["ar.dispute"].create({
                "account_id": account.id, "move_line_ids": items, "contact_id": person.id,
                "description": plaintext2html(values.get("note") or ""), **dispute}).id
        if hold is not None:
            values["hold_id"] = self.env["ar.hold"].create({"account_id": account.id, **hold}).id
        log = self.create(values)
        if activity is not None:
            account.activity_schedule(**activity)
        if copies is not None:
            log._send_copies(copies)
        return log

    def _send_copies(self, invoices):
        """Send the invoices once more, to the person who asked, the way Odoo itself sends them.

        Odoo's sending in the background forgets who is to get them, so this waits for the documents.
        """
        self.ensure_one()
        to = self.person_id or self.account_id.partner_id
        if not invoices:
            raise UserError(self.env._("Choose the items of the invoices to send a copy of."))
        if not to.email:
            raise UserError(self.env._(
                "%s has no email address: add one first, or choose another person.", to.display_name))
        self.env["account.move.send"]._generate_and_send_invoices(
            invoices, sending_methods=["email"], mail_partner_ids=to.ids)
