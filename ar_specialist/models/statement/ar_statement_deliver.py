from odoo import fields, models


class ArStatement(models.Model):
    """What goes out: the figures are written down, the PDFs made and kept, the mails queued."""

    _inherit = "ar.statement"

    def _by_period(self):
        """Return these by what the calls for figures and documents ask: {(day, kind, since, group): statements}."""
        return self.grouped(lambda one: (one.date, one.kind, one.date_from or None, one.group))

    def _deliver(self, figures, sums, recipients):
        """Make and send these statements, all of one period; a number of queries that doesn't grow.

        :param figures: of `ar.account._ar_statement_figures`
        :param sums: of `ar.account._ar_statement_sums`
        :param recipients: of `ar.account._ar_recipients`
        """
        for statement in self:
            reachable = recipients[statement.account_id.id]["partners"]
            by_email = statement.channel == "email" and bool(reachable)
            balance, overdue = sums[statement.account_id.id]
            statement._set_state(
                "sent" if by_email else "to_print", channel="email" if by_email else "print",
                sent_on=fields.Datetime.now(), sent_by_id=statement._sending_user().id, amount=balance,
                amount_overdue=overdue)
        self._write_down_figures(figures)
        contents = self._contents(recipients)
        self._make_documents(contents)
        by_email = self.filtered(lambda one: one.channel == "email")
        by_email._send_mails({one: contents[one] for one in by_email})
        self._log_with_accounts()

    def _sending_user(self):
        """Return who sends: in the background, whoever started the sending."""
        return self.batch_id.user_id if self.env.user._is_superuser() else self.env.user

    def _write_down_figures(self, figures):
        self.env["ar.statement.figure"].create([
            {
                "statement_id": statement.id, "currency_id": one.currency.id, "opening": one.opening,
                "charges": one.charges, "credits": one.credits, "closing": one.closing, "overdue": one.overdue,
            }
            for statement in self for one in figures[statement.account_id.id]
        ])

    def _make_documents(self, contents):
        """Make and keep the PDF of each statement in each language of its readers."""
        languages = {}
        for statement in self:
            for content in contents[statement]:
                languages.setdefault(content["lang"], self.browse())
                languages[content["lang"]] |= statement
        rows = []
        for lang, statements in languages.items():
            for (day, kind, since, group), own in statements._by_period().items():
                pdfs = own.account_id._ar_statement_pdfs(day, lang, kind, since, group)
                rows += [(one, lang, pdfs[one.account_id.id]) for one in own]
        self._keep_documents(rows)

    def _keep_documents(self, rows):
        # sudo: the PDF belongs to the statement, whatever the rights on attachments of whoever sends it
        attachments = self.env["ir.attachment"].sudo().create([
            {
                "name": one._file_name(lang), "raw": content, "res_model": self._name, "res_id": one.id,
                "mimetype": "application/pdf",
            }
            for one, lang, content in rows
        ])
        self.env["ar.statement.document"].sudo().create([
            {"statement_id": one.id, "lang": lang, "attachment_id": attachment.id}
            for (one, lang, _content), attachment in zip(rows, attachments, strict=True)
        ])

    def _file_name(self, lang):
        return self.with_context(lang=lang).env._("Statement %s.pdf", fields.Date.to_string(self.date))

    def _log_with_accounts(self):
        """Leave a note with each customer account."""
        note, authors = self.env.ref("mail.mt_note").id, {one: one._sending_user().partner_id for one in self}
        # sudo: a statement leaves its trace whatever the rights of whoever sends it
        self.env["mail.message"].sudo().create([
            {
                "model": statement.account_id._name, "res_id": statement.account_id.id, "subtype_id": note,
                "body": statement._log_body(), "author_id": authors[statement].id,
                "email_from": authors[statement].email_formatted,
                "reply_to": False, "message_type": "notification", "record_name": False, "subject": False,
                "record_company_id": statement.company_id.id,
            }
            for statement in self
        ])
