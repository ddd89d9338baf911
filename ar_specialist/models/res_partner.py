from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import formatLang

from .aging.ar_open_item import READERS


class ResPartner(models.Model):
    _inherit = "res.partner"

    ar_aging = fields.Json(
        string="Aging", compute="_compute_ar_aging", groups=READERS,
        help="Today's open amounts of the customer by aging bucket: one strip for each currency that the active "
        "companies keep their books in.",
    )
    ar_open_total = fields.Char(
        string="Receivable", compute="_compute_ar_aging", groups=READERS,
        help="What the customer, with all its contacts, owes today.",
    )

    @api.depends_context("allowed_company_ids", "company", "lang", "tz", "uid")
    def _compute_ar_aging(self):
        strips = self._origin._ar_aging_strips(self.env.companies)
        for partner in self:
            customer = partner.commercial_partner_id._origin
            own = strips.get(customer, [])
            partner.ar_aging = {
                "strips": own,
                "of": customer.display_name if customer and customer != partner._origin else False,
            }
            partner.ar_open_total = " · ".join(
                formatLang(self.env, strip["total"], currency_obj=self.env["res.currency"].browse(strip["currency"]))
                for strip in own
            )

    def _ar_aging_strips(self, companies):
        """Return {customer: [today's aging as the strip's widget reads it, one per currency]} in `companies`."""
        bucket_set = self.env["ar.bucket.set"]._default_for(self.env.company)
        buckets = bucket_set.sudo().bucket_ids  # names of spans of days, known to every reader of an invoice
        today = self.env.company._ar_today()
        report = self.env["ar.aging"].compute(
            today, companies=companies, partners=self, bucket_set=bucket_set, credits_apart=True)
        ahead = sum(not period.is_late for period in bucket_set._periods())
        strips = {}
        for row in report.rows:
            customer = row.key[0] if isinstance(row.key, tuple) else row.key
            strips.setdefault(customer, []).append(self._ar_strip(row, report.labels, buckets.ids, ahead))
        return strips

    def _ar_strip(self, row, labels, bucket_ids, ahead):
        """Return one currency's strip as the field's widget reads it; the last amount is the unapplied credits."""
        *_buckets, credit_label = labels
        *amounts, credit = row.amounts
        bucket_ids = bucket_ids or [False] * len(amounts)
        return {
            "currency": row.currency.id,
            "total": row.total,
            "ahead": ahead,
            "parts": [
                {"bucket": bucket, "label": label, "amount": amount}
                for bucket, label, amount in zip(bucket_ids, labels[:-1], amounts, strict=True)
            ],
            "credit": {"label": credit_label, "amount": credit},
        }

    def action_ar_open_items(self, bucket_id=None, currency_id=None, credits_only=None):
        """Open the open items of the customer and all its contacts.

        :param bucket_id: only those of this bucket
        :param currency_id: only those of companies that keep their books in this currency
        :param credits_only: True for unapplied credits, False for what is owed, None for both
        :raise AccessError: when the user may not read open items
        """
        self.env["ar.open.item"].check_access("read")
        domain = Domain("commercial_partner_id", "in", self.commercial_partner_id.ids)
        if bucket_id:
            domain &= Domain("bucket_id", "=", int(bucket_id))
        if currency_id:
            domain &= Domain("company_currency_id", "=", int(currency_id))
        if credits_only is not None:
            domain &= Domain("amount_open", "<" if credits_only else ">", 0)
        action = self.env["ir.actions.act_window"]._for_xml_id("ar_specialist.ar_open_item_action")
        action["domain"] = list(domain)
        action["context"] = {}
        if len(self.commercial_partner_id) == 1:
            action["display_name"] = self.env._("Open Items of %s", self.commercial_partner_id.display_name)
        return action
