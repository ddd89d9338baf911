from email.utils import parseaddr

from odoo import models
from odoo.exceptions import UserError


class ArDispute(models.Model):
    """Answers to the customer, from templates; a rejection takes effect with the answer that tells of it."""

    _inherit = "ar.dispute"

    def action_answer(self):
        """Write to the customer."""
        self.ensure_one()
        kind = "inquiry_answer" if self.kind == "inquiry" else "dispute_received"
        return self._compose(f"ar_specialist.mail_template_{kind}")

    def action_reject(self):
        """Write the answer that rejects what is still contested; sending it resolves the case."""
        self.ensure_one()
        self._lock_contested()
        return self._compose("ar_specialist.mail_template_dispute_rejected", ar_dispute_reject=True)

    def _compose(self, template, **context):
        template = self.env.ref(template, raise_if_not_found=False)
        if self.email_from and not self._ar_answer_partner():
            # Nobody is known who would get it: it goes to where the case came from. Who may answer need not be allowed
            # to make contacts.
            context["default_partner_ids"] = self.sudo()._partner_find_from_emails_single([self.email_from]).ids
        return {
            "type": "ir.actions.act_window", "res_model": "mail.compose.message", "view_mode": "form",
            "views": [(False, "form")], "target": "new", "name": self.env._("Answer on %s", self.name),
            "context": {
                "default_model": self._name, "default_res_ids": self.ids, "default_composition_mode": "comment",
                "default_template_id": template.id if template else False,
                "default_email_layout_xmlid": "mail.mail_notification_light", **context,
            },
        }

    def message_post(self, **kwargs):
        if self.env.context.get("ar_dispute_reject"):
            self = self.with_context(ar_dispute_reject=False)
            if not kwargs.get("partner_ids"):
                raise UserError(self.env._("Choose who gets the answer: it is what rejects the case."))
            self._reject()
        return super().message_post(**kwargs)

    def _reject(self):
        """Reject what is still contested: it is owed, and follow-ups ask for it again."""
        for dispute in self._lock_contested():
            dispute._drop_rest()

    def _ar_answer_partner(self):
        """Return who gets the answers: the person who raised the case, or the customer."""
        return self.contact_id or self.partner_id

    def _ar_answer_name(self):
        """Return what to call who gets the answers: by name; a stranger as the email calls itself, else by address."""
        name, address = parseaddr(self.email_from or "")
        return self._ar_answer_partner().name or name or address

    def _ar_answer_lang(self):
        """Return the language of the answers: the person's, the customer's, that of the company."""
        partners = (self.contact_id, self.partner_id, self.company_id.partner_id)
        return next((partner.lang for partner in partners if partner.lang), self.env.lang)

    def _ar_answer_email(self):
        """Return the address that wrote when nobody knows whose it is; else the answers go to the person."""
        return "" if self._ar_answer_partner() else self.email_from or ""

    def _mail_get_partners(self, introspect_fields=False):
        """Who raised the case is the one to write to; the customer itself where nobody is named."""
        found = super()._mail_get_partners(introspect_fields=introspect_fields)
        return found | {case.id: case._ar_answer_partner() for case in self if case._ar_answer_partner()}

    def _ar_invoice_names(self):
        """Return the numbers of the contested documents, for texts; whoever answers need not read invoices."""
        return ", ".join(dict.fromkeys(name for name in self.sudo().line_ids.move_line_id.mapped("move_name") if name))

    def _notify_get_recipients_groups(self, message, model_description, msg_vals=False):
        """Core's button leads nowhere for customers; those that may have one get it in `ar_portal_conversation`."""
        groups = super()._notify_get_recipients_groups(message, model_description, msg_vals=msg_vals)
        for name, _recipients, options in groups:
            if name in ("portal", "portal_customer", "customer"):
                options["has_button_access"] = False
        return groups

    def _ar_sheet_messages(self):
        """Return what was written about the case, oldest first; changes of fields stay out."""
        self.ensure_one()
        # Whoever may read the case may read its messages; which of them record changes is the administrator's to know.
        return self.message_ids.sudo().filtered(
            lambda message: message.message_type in ("email", "email_outgoing", "comment", "notification")
            and message.preview and not message.tracking_value_ids).sorted("id")
