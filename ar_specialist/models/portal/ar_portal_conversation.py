from lxml import html
from markupsafe import Markup, escape
from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext, plaintext2html

from ...logic.portal_files import checked
from ...logic.portal_forms import Fault, numbers, text

#: What email programs and we ourselves put around the earlier messages that an answer quotes.
QUOTES = "//*[@data-o-mail-quote or @data-o-mail-quote-container or @data-o-mail-quote-node] | //blockquote"


class ArAccount(models.Model):
    """The customer's cases on its own page, and what it adds to their conversation."""

    _inherit = "ar.account"

    def _ar_portal_case(self, number):
        """Return the case of this customer with the id `number`; empty when it is not one of its cases."""
        self.ensure_one()
        return self.env["ar.dispute"].search([("id", "=", number), ("account_id", "=", self.id)])

    def _ar_portal_read_reply(self, reading):
        reading.take("case", self._ar_portal_one_case)
        reading.take("text", text)
        reading.take("files", checked, self.company_id._ar_portal_files())

    def _ar_portal_one_case(self, raw):
        case = self._ar_portal_case((numbers([raw]) or [0])[0])
        if not case or case.state == "cancelled":
            raise Fault("not_offered")
        return case

    def _ar_portal_do_reply(self, values, visitor):
        case = values["case"].with_env(self.env)
        case._ar_portal_say(values, visitor)
        self._ar_portal_log(values, visitor, outcome="portal", note=f"{case.name}: {values['text']}")
        self._ar_portal_tell(self.env._("%s: the customer wrote on its page", case.name))
        return case.name


class ArDispute(models.Model):
    """The conversation of a case as the customer reads it: what it wrote, and what we wrote to it; nothing else."""

    _inherit = "ar.dispute"

    def _ar_portal_say(self, values, visitor):
        """Put what the customer wrote, and its files, into the case."""
        self.ensure_one()
        body = plaintext2html(values["text"])
        if not visitor.partner:
            # Whoever comes by a link is known by the name given only.
            body += Markup("<p>– %s</p>") % escape(values["name"])
        message = self.message_post(
            body=body, message_type="comment", subtype_xmlid="mail.mt_comment",
            author_id=(visitor.partner or self.partner_id).id,
            attachments=[(file.name, file.content) for file in values["files"]])
        if len(message.attachment_ids) != len(values["files"]):
            raise UserError(self.env._("A file of the customer was not kept."))
        return message

    def _ar_customer_messages(self):
        """Return the messages that the customer may read, the oldest first.

        Its own ones, and those that a person of ours addressed to it. Notes, changes of fields, and what we wrote to
        others, are not among them.
        """
        self.ensure_one()
        own = self.account_id.partner_id
        # sudo: whoever may see the case's page may read what was written to them
        return self.sudo().message_ids.filtered(lambda message: self._ar_is_for_customer(message, own)).sorted("id")

    def _ar_is_for_customer(self, message, customer):
        if message.is_internal or not message.subtype_id or message.subtype_id.internal or message.tracking_value_ids:
            return False
        if message.message_type not in ("email", "comment", "email_outgoing"):
            return False
        if message.author_id.commercial_partner_id == customer:
            return True
        read_by = message.partner_ids | message.notified_partner_ids
        return customer in read_by.commercial_partner_id and (
            self._is_answer(message) or self._is_from_customer(message))

    def _notify_get_recipients_groups(self, message, model_description, msg_vals=False):
        """Give the way to the case to whoever gets the customer's statements anyway, and to its logins; nobody else.

        The link opens the whole account, so an address that happens to be on one case must not get it.
        """
        groups = super()._notify_get_recipients_groups(message, model_description, msg_vals=msg_vals)
        if len(self) != 1 or not self.account_id:
            return groups
        # sudo: who gets a message and its link does not depend on what its author may read
        account = self.account_id.sudo()
        billing = set(account._ar_recipients(account)[account.id]["partners"].ids)
        path, title = f"/case/{self.id}", self.env._("See your case")

        def own_group(name, belongs, url):
            button = {"has_button_access": True, "button_access": {"url": url, "title": title}}
            return [name, belongs, {"active": True, **button}]

        return [
            own_group(
                "ar_billing", lambda person: person["id"] in billing and person["type"] != "user",
                account._ar_portal_url(path)),
            own_group(
                "ar_login", lambda person: person["type"] == "portal" and self._ar_is_login_of(person["id"], account),
                account.get_base_url() + account._ar_portal_path(path)),
            *groups,
        ]

    @api.model
    def _ar_is_login_of(self, partner_id, account):
        return self.env["res.partner"].sudo().browse(partner_id).commercial_partner_id == account.partner_id

    def _ar_customer_text(self, message):
        """Return what `message` says as plain text, without the earlier messages that it quotes."""
        body = message.body or ""
        if not body:
            return ""
        tree = html.fromstring(f"<div>{body}</div>")
        for quote in tree.xpath(QUOTES):
            if quote.getparent() is not None:
                quote.drop_tree()
        return html2plaintext(html.tostring(tree, encoding="unicode")).strip()
