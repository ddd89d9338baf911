from odoo import fields, models

from ...report.pdf_join import joined


class ArPeriodClose(models.Model):
    """The close pack: what the month is signed with, as one PDF and one workbook, kept as they were."""

    _inherit = "ar.period.close"

    pack_pdf_id = fields.Many2one(
        "ir.attachment", string="Close Pack (PDF)", readonly=True, copy=False, ondelete="restrict")
    pack_xlsx_id = fields.Many2one(
        "ir.attachment", string="Close Pack (XLSX)", readonly=True, copy=False, ondelete="restrict")
    snapshot_id = fields.Many2one(
        "ar.snapshot", readonly=True, copy=False, ondelete="restrict", check_company=True,
        help="The aging as of the last day, as it was when the month was first signed.")

    def _freeze(self):
        """Store the aging of the last day and attach the close pack."""
        self._keep_aging()
        # sudo: the record of what was signed is closed to users' own writing
        period = self.sudo()
        period.pack_pdf_id = self._attached("pdf", self._pack_pdf())
        period.pack_xlsx_id = self._attached("xlsx", self._pack_xlsx())

    def _keep_aging(self):
        """Store the aging of the last day; that of an earlier signature stands, what changed since is compared."""
        # sudo: as above
        self.sudo().snapshot_id = self._take_snapshot("close")

    def _attached(self, kind, content):
        """Return a new attachment; that of an earlier signature stays with the month."""
        # sudo: kept whether or not the signer may attach files by hand
        return self.env["ir.attachment"].sudo().create({
            "name": self._pack_name(kind), "res_model": self._name, "res_id": self.id, "raw": content})

    def _pack_name(self, kind):
        return f"{self.company_id.name} {self.date_from:%Y-%m} close.{kind}".replace("/", "-")

    def _alone(self):
        """Return the month as the only company's that is looked at has it."""
        self.ensure_one()
        return self.with_company(self.company_id).with_context(allowed_company_ids=self.company_id.ids)

    def _pack_pdf(self):
        """Return the close pack as one PDF, bytes.

        :raise UserError: when a part has more rows than a PDF holds, or when the PDF converter is missing
        """
        return joined(self._alone()._pack_pdfs())

    def _pack_pdfs(self):
        """Yield the parts of the pack one after the other."""
        # Without the context's flag a server started with tests enabled would answer HTML.
        reports = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        yield reports._render_qweb_pdf("ar_specialist.action_report_period_close", self.ids)[0]
        yield self.env["ar.aging"]._pdf_of(self._aging_options())
        yield self.env["ar.roll.forward"]._pdf(self.date_from, self.date_to, self.company_id)
        yield from self._part_pdfs()

    def _aging_options(self):
        return self.env["ar.aging"]._options({"as_of": self.date_to.isoformat()})

    def action_pack_pdf(self):
        """Open the close pack: what was signed, or what it would be now."""
        self.ensure_one()
        return self._pack_action("pdf", self.pack_pdf_id)

    def action_pack_xlsx(self):
        """Open the workbook of the close pack: what was signed, or what it would be now."""
        self.ensure_one()
        return self._pack_action("xlsx", self.pack_xlsx_id)

    def _pack_action(self, kind, attachment):
        signed = self.state == "closed" and attachment
        url = f"/web/content/{attachment.id}?download=true" if signed else f"/ar_specialist/close/{self.id}.{kind}"
        return {"type": "ir.actions.act_url", "url": url, "target": "download" if signed else "new"}
