from odoo import models
from odoo.tools import format_date
from odoo.tools.misc import formatLang


class ArPeriodClose(models.Model):
    """What the first pages of the close pack print, all as texts."""

    _inherit = "ar.period.close"

    def _printed_checks(self):
        """Return [dict] of the checklist."""
        states = dict(self.check_ids._fields["state"]._description_selection(self.env))
        return [{
            "name": check.name, "state": states[check.state], "settled": check.state in ("ok", "waived"),
            "day": check.as_of, "as_of": (check.as_of and format_date(self.env, check.as_of)) or "",
            "count": str(check.count) if check.code else "",
            "amount": formatLang(self.env, check.amount, currency_obj=check.company_currency_id)
            if check.has_amount and check.count else "",
            "figure": check.amount, "currency": check.company_currency_id,
            "by": ", ".join(filter(None, [
                check.settled_by_id.sudo().name,
                check.settled_on and format_date(self.env, check.settled_on.date())])),
            "why": "; ".join(filter(None, [check.remark, check.note])),
        } for check in self.check_ids]

    def _printed_figures(self):
        """Return [(label, text)] of the key figures."""
        return [(label, self._figure_text(value, kind)) for label, value, kind in self._key_figures()]

    def _printed_write_offs(self):
        """Return [dict] of what was written off in the month, and its sum as a text."""
        currency, rows = self.company_id.currency_id, self._written_off_rows()
        for row in rows:
            row["figure"], row["amount"] = row["amount"], formatLang(self.env, row["amount"], currency_obj=currency)
            row["date"] = format_date(self.env, row["date"]) if row["date"] else ""
        return rows, formatLang(self.env, sum(row["figure"] for row in rows), currency_obj=currency)

    def _printed_signature(self):
        """Return what the pack says of who signed: while it is being signed, who does."""
        if self.env.context.get("ar_signing"):
            return self.env._("Signed by %(user)s on %(day)s", user=self.env.user.name, day=format_date(
                self.env, self.company_id._ar_today()))
        if self.signed_by_id:
            return self.env._(
                "Signed by %(user)s on %(day)s; printed on %(printed)s by the books of that day",
                user=self.signed_by_id.sudo().name, day=format_date(self.env, self.signed_on.date()),
                printed=format_date(self.env, self.company_id._ar_today()))
        return self.env._("Not signed: preview of %s", format_date(self.env, self.company_id._ar_today()))
