from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from ...logic.tie_out import CAUSES, DIFFERENCE
from ...queries.tie_out_ledger import ledger_domain
from ...queries.tie_out_open import CUSTOMERS

ITEMS_LISTED = 20_000
#: In whose list the mistake is mended at once.
MENDED_IN_LIST = "without_partner"
#: Journal items whose open amount of the day says nothing: they stand in neither ledger, or on another account.
NOT_OPEN = ("drafts", "future", "other_accounts")


class ArTieOut(models.AbstractModel):
    """The journal items behind every figure of the tie-out."""

    _inherit = "ar.tie.out"

    @api.model
    @api.readonly
    def action_items(self, as_of, company, cause, account=None, currency=None):
        """Return the action that lists the journal items behind a cause.

        :param as_of: a date or "YYYY-MM-DD"
        :param company: res.company record or its id
        :param cause: a code of `logic.tie_out.CAUSES`
        :param account: account.account record or its id; all accounts unless given
        :param currency: document currency, record or id; all unless given
        :raise UserError: when there is no such cause, or more items than a list can hold
        """
        if cause not in CAUSES:
            raise UserError(self.env._("Tie-out: there is no cause “%s”.", cause))
        as_of, company = self._asked(as_of, company)
        facts = self._facts(as_of, company)
        domain = self._cause_domain(facts, company, cause) & self._place_domain(account, currency)
        return self._list_action(as_of, self._cause_label(cause), domain, cause)

    @api.model
    @api.readonly
    def action_difference(self, as_of, company, account, currency=None):
        """Return the action that lists the items of all causes that explain the difference of an account."""
        as_of, company = self._asked(as_of, company)
        facts = self._facts(as_of, company)
        causes = [code for code in facts.causes if facts.causes[code] and CAUSES[code] == DIFFERENCE]
        domain = Domain.OR(self._items_domain(facts, code) for code in causes) & self._place_domain(account, currency)
        return self._list_action(as_of, self.env._("Difference on %s", format_date(self.env, as_of)), domain)

    @api.model
    @api.readonly
    def action_subledger(self, as_of, company, account, currency=None):
        """Return the action that lists the open items that the sub-ledger of an account is made of."""
        as_of, company = self._asked(as_of, company)
        facts = self._facts(as_of, company)
        domain = self._items_domain(facts, CUSTOMERS) & self._place_domain(account, currency)
        return self._list_action(as_of, self.env._("Sub-ledger on %s", format_date(self.env, as_of)), domain)

    @api.model
    @api.readonly
    def action_ledger(self, as_of, company, account, currency=None):
        """Return the action that lists the journal items that the general ledger's balance of an account is made of."""
        as_of, company = self._asked(as_of, company)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("General ledger until %s", format_date(self.env, as_of)),
            "res_model": "account.move.line",
            "views": [[self.env.ref("account.view_move_line_tree").id, "list"], [False, "form"]],
            "domain": list(ledger_domain(self.env, as_of, company) & self._place_domain(account, currency)),
            "context": {"active_test": False},
        }

    def _asked(self, as_of, company):
        """Return day and company asked for; no company where the user may not work in it."""
        self._check_reader()
        number = company.id if isinstance(company, models.BaseModel) else self._integers([company])[0]
        allowed = self.env["res.company"].browse(self.env.user._get_company_ids())
        return self._options({"as_of": as_of}).as_of, allowed.filtered(lambda one: one.id == number)

    def _place_domain(self, account, currency):
        domain = Domain.TRUE
        for field, record in (("account_id", account), ("currency_id", currency)):
            if record:
                number = record.id if isinstance(record, models.BaseModel) else self._integers([record])[0]
                domain &= Domain(field, "=", number)
        return domain

    def _list_action(self, as_of, name, domain, cause=None):
        # The day's open items are no domain that a browser could be given: their ids are.
        lines = self.env["account.move.line"].with_context(active_test=False).search(domain, limit=ITEMS_LISTED + 1)
        if len(lines) > ITEMS_LISTED:
            raise UserError(self.env._(
                "These are more than %s items, more than a list can show. Open them account by account, or look at "
                "an earlier day.", ITEMS_LISTED))
        view = "ar_tie_out_mend_view_list" if cause == MENDED_IN_LIST else "ar_tie_out_items_view_list"
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "account.move.line",
            "views": [[self.env.ref(f"ar_specialist.{view}").id, "list"], [False, "form"]],
            "search_view_id": [self.env.ref("ar_specialist.ar_aging_items_view_search").id],
            "domain": [("id", "in", lines.ids)],
            "context": {
                "active_test": False, "ar_as_of": as_of.isoformat(), "ar_age_on": as_of.isoformat(),
                "ar_basis": "due", "ar_hide_open": cause in NOT_OPEN,
            },
            "help": self.env._("Nothing is left: the cause is mended."),
        }
