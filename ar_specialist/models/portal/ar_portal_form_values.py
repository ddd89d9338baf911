from secrets import token_hex

from odoo import models
from odoo.tools import format_date
from odoo.tools.misc import formatLang

from ...logic.portal_files import BEGINNINGS, MOST_FILES, OFFICE
from ...logic.portal_forms import MOST_LINE, MOST_TEXT, Fault, Reading, day

#: As many items a form offers: the oldest, which is what it is about.
MOST_CHOICES = 200


class ArAccount(models.Model):
    """What the forms of the customer's page show: choices, limits, and what was typed before."""

    _inherit = "ar.account"

    def _ar_portal_form_values(self, action, form):
        """Return what the template of a form needs.

        :param form: what was typed, or comes from the link: {field: text}, "items" a list of texts
        """
        account = self._ar_portal_as_system()
        own = getattr(account, f"_ar_portal_values_{action}", lambda _form: {})(form)
        files = account.company_id._ar_portal_files()
        endings = [ending for _start, _type, ending in BEGINNINGS]
        return {
            "action": action, "key": token_hex(16), "given": form, "most_text": MOST_TEXT, "most_line": MOST_LINE,
            "most_files": MOST_FILES, "megabytes": account.company_id.ar_portal_file_size,
            "endings": ",".join([*endings, *(ending for _type, ending in OFFICE.values() if files.office)]), **own,
        }

    def _ar_portal_values_promise(self, form):
        first, last = self._ar_portal_promise_span()
        chosen = self._ar_portal_link_items(form)
        choices = self._ar_portal_choices(chosen)
        if not form.get("sent"):
            for choice in choices:
                choice["chosen"] = choice["item"] in chosen if chosen else choice["is_overdue"]
        return {
            "choices": choices, "first": first, "last": last, "last_text": format_date(self.env, last),
            "waits": self.company_id.ar_portal_promise == "accept",
        }

    def _ar_portal_values_dispute(self, form):
        ticked = self._ar_portal_link_items(form)
        # Each dispute is about one invoice: of several that were ticked one is chosen first.
        chosen = ticked if len(ticked) == 1 else ticked.browse()
        choices = self._ar_portal_choices(chosen)
        if len(ticked) > 1:
            choices = [{**choice, "chosen": False} for choice in self._ar_portal_choices(ticked) if choice["chosen"]]
        contestable = self._ar_portal_contestable(self._ar_portal_choice_items(choices))
        choices = [choice for choice in choices if contestable[choice["item"]] or choice["item"] in chosen]
        most = contestable.get(chosen, 0.0) if chosen else 0.0
        if most and not form.get("sent"):
            form["amount"] = f"{most:.{chosen.currency_id.decimal_places}f}"
        return {
            "choices": choices, "fixed": next((one for one in choices if one["item"] == chosen), None),
            "several": len(ticked) > 1, "contested": bool(chosen) and not most, "reasons": self._ar_portal_reasons(),
            "waits": self.company_id.ar_portal_dispute == "accept",
        }

    def _ar_portal_values_question(self, form):
        return {"choices": self._ar_portal_choices(self._ar_portal_link_items(form))}

    def _ar_portal_values_balance(self, form):
        first, last = self._ar_portal_balance_span()
        as_of = Reading(form).take("date", day, first, last) or last
        shown = self._ar_portal_balance(as_of)
        form["date"] = as_of.isoformat()
        return {
            "first": first, "last": last, "as_of": format_date(self.env, as_of), "shown": self._ar_portal_shown(shown),
            "figures": [
                {"currency": currency, "name": f"reported_{currency.id}",
                 "text": formatLang(self.env, abs(closing), currency_obj=currency), "in_favour": closing < 0}
                for currency, closing in shown
            ],
        }

    def _ar_portal_values_contact(self, form):
        contact = self._ar_portal_follow_up_contact()
        if not form.get("sent"):
            form.update({f"contact_{name}": contact[name] or "" for name in ("name", "email", "phone")})
        return {"has_contact": bool(contact)}

    def _ar_portal_link_items(self, form):
        """Return the items that were chosen, as far as they are this customer's."""
        try:
            return self._ar_portal_chosen(form.get("items"))
        except Fault:
            return self.env["account.move.line"]

    def _ar_portal_choices(self, chosen):
        """Return the items to choose from as dicts, the `chosen` ones among them."""
        today = self._ar_portal_today()
        items = self._ar_portal_items(MOST_CHOICES)
        return [
            {
                "item": item, "id": item.id, "number": item.move_name, "due": format_date(self.env, item.date_maturity),
                "open": formatLang(self.env, item.amount_residual_currency, currency_obj=item.currency_id),
                "is_overdue": bool(item.date_maturity) and item.date_maturity < today, "chosen": item in chosen,
            }
            for item in items | chosen
        ]

    def _ar_portal_choice_items(self, choices):
        return self.env["account.move.line"].union(*(choice["item"] for choice in choices))
