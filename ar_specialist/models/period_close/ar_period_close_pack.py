from odoo import fields, models

from ...report.pdf_join import joined
from ..aging.ar_aging_pdf import PDF_ROWS


class ArPeriodClose(models.Model):
    """The close pack: what the month is signed with, as one PDF and one workbook, kept as they were."""

    _inherit = "ar.period.close"

    pack_pdf_id = fields.Many2one(
        "ir.attachment", string="Close Pack (PDF)", readonly=True, copy=False, ondelete="restrict")
    pack_xlsx_id = fields.Many2one(
        "ir.attachment", string="Close Pack (XLSX)", readonly=True, copy=False, ondelete="restrict")
    pack_late = fields.Boolean(
        string="Pack Made Later", readonly=True, copy=False,
        help="The pack was made after the month was signed; its figures are those of the day on its first page.")
    snapshot_id = fields.Many2one(
        "ar.snapshot", readonly=True, copy=False, ondelete="restrict", check_company=True,
        help="The aging as of the last day, as it was when the month was signed last.")

    def _freeze(self):
        """Store the aging of the last day and attach the close pack."""
        self._keep_aging()
        self._attach_pack()

    def _keep_aging(self):
        """Store the aging of the last day; that of an earlier signature stays."""
        # sudo: the record of what was signed is closed to users' own writing
        self.sudo().snapshot_id = self._take_snapshot("close", self.reopened_count)

    def _attach_pack(self, **values):
        # sudo: as above
        self.sudo().write({
            "pack_pdf_id": self._attached("pdf", self._pack_pdf()).id,
            "pack_xlsx_id": self._attached("xlsx", self._pack_xlsx()).id, **values})

    def _make_late_pack(self):
        """Attach the pack to a month that was signed without one; its first page says when it was made.

        Signing makes the pack; a month that was brought along as closed has none.
        """
        self.ensure_one()
        if self.state != "closed" or self.pack_pdf_id:
            return
        self.sudo().lock_for_update(allow_referencing=True)
        self.with_context(lang=self.signed_by_id.sudo().lang)._attach_pack(pack_late=True)

    def _attached(self, kind, content):
        """Return a new attachment; that of an earlier signature stays with the month."""
        # sudo: kept whether or not the signer may attach files by hand
        return self.env["ir.attachment"].sudo().create({
            "name": self._pack_name(kind), "res_model": self._name, "res_id": self.id, "raw": content})

    def _pack_name(self, kind):
        again = f" {self.reopened_count + 1}" if self.reopened_count else ""
        return f"{self.company_id.name} {self.date_from:%Y-%m} close{again}.{kind}".replace("/", "-")

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
        group = self._pdf_group()
        # Without the context's flag a server started with tests enabled would answer HTML.
        reports = self.env["ir.actions.report"].with_context(
            force_report_rendering=True, ar_summed_up=group != "partner")
        yield reports._render_qweb_pdf("ar_specialist.action_report_period_close", self.ids)[0]
        yield self.env["ar.aging"]._pdf_of(self._aging_options(group))
        yield self.env["ar.roll.forward"]._pdf(self.date_from, self.date_to, self.company_id, group)
        yield from self._part_pdfs()

    def _aging_options(self, group="partner"):
        return self.env["ar.aging"]._options({"as_of": self.date_to.isoformat(), "group_by": group})

    def _pdf_group(self):
        """Return what aging and roll-forward are told by in the PDF: more customers than it holds are summed up."""
        rows = len(self.env["ar.roll.forward"].compute(self.date_from, self.date_to, self.company_id).rows)
        return "partner" if rows <= PDF_ROWS else "company"

    def action_pack_pdf(self):
        """Open the close pack: what was signed, or what it would be now."""
        self.ensure_one()
        return self._pack_action("pdf")

    def action_pack_xlsx(self):
        """Open the workbook of the close pack: what was signed, or what it would be now."""
        self.ensure_one()
        return self._pack_action("xlsx")

    def _pack_action(self, kind):
        self.check_access("read")
        self._make_late_pack()
        attachment = self[f"pack_{kind}_id"]
        signed = self.state == "closed" and attachment
        url = f"/web/content/{attachment.id}?download=true" if signed else f"/ar_specialist/close/{self.id}.{kind}"
        return {"type": "ir.actions.act_url", "url": url, "target": "download" if signed else "new"}
