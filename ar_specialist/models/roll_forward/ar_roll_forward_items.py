from datetime import timedelta

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from ...logic.roll_forward_sums import CLOSING, COLUMNS, MOVED, moved_parts
from ...queries.ledger_as_of import ledger_as_of
from ...queries.roll_forward import BALANCES, roll_forward_facts

ITEMS_LISTED = 20_000


class ArRollForward(models.AbstractModel):
    """The journal items behind an amount of the roll-forward."""

    _inherit = "ar.roll.forward"

    @api.model
    @api.readonly
    def action_items(self, column, key=None, currency_id=None, options=None):
        """Return the action that lists the items behind an amount.

        :param column: opening and closing list what was open then, the others what moved
        :param key: id of the row's record, False for the row without one; None for a total
        :param currency_id: the row's currency; None for all
        :param options: see :meth:`_options`
        :raise UserError: when they are more than a list can hold
        """
        self._check_reader()
        options = self._any_options(options or {})
        self._check_choice("column", column, COLUMNS)
        if column not in MOVED:
            return self._open_items_action(column, key, currency_id, options)
        amounts = self._moved_items(options, self._key_domain(options, key))
        ids = [line for line, moved in amounts.items() if any(
            column == name and currency_id in (None, currency.id) for name, currency, _amount in moved)]
        return self._items_action(ids, {
            "name": self.env._(
                "%(column)s, %(first)s to %(last)s", column=self._column_labels()[column],
                first=format_date(self.env, options.first), last=format_date(self.env, options.last)),
            "views": [
                [self.env.ref("ar_specialist.ar_roll_forward_items_view_list").id, "list"], [False, "form"]],
            "context": {
                "ar_roll_column": column, "ar_roll_first": options.first.isoformat(),
                "ar_roll_last": options.last.isoformat(), "active_test": False},
        })

    def _open_items_action(self, column, key, currency_id, options):
        """Return the action that lists what was open when the period began, or ended."""
        aging = self.env["ar.aging"]
        day = options.last if column == CLOSING else options.first - timedelta(days=1)
        aged = aging._options({"as_of": day, "currency": options.currency, "group_by": "company"})
        ids = [
            item.row.line_id for item in aging._items_for(aged, self._key_domain(options, key))
            if currency_id in (None, item.currency.id)]
        return self._items_action(ids, {
            "name": self.env._("Open items on %s", format_date(self.env, day)),
            "views": [[self.env.ref("ar_specialist.ar_aging_items_view_list").id, "list"], [False, "form"]],
            "context": {**aging._as_of_context(aged), "active_test": False},
        })

    def _items_action(self, ids, values):
        if len(ids) > ITEMS_LISTED:
            raise UserError(self.env._(
                "These are %(count)s items, more than a list can show. Choose a shorter period, or begin with a row "
                "of the report.", count=len(ids)))
        return {
            "type": "ir.actions.act_window", "res_model": "account.move.line", "domain": [("id", "in", ids)],
            "search_view_id": [self.env.ref("ar_specialist.ar_aging_items_view_search").id], **values}

    def _key_domain(self, options, key):
        """Return the domain on journal items of one row, or of all."""
        domain = Domain(self._options_domain(options))
        if key is None:
            return domain
        ids = self._integers([key] if key else [])
        if options.group_by == "partner":
            return domain & self.env["ar.aging"]._partner_domain(ids, with_none=not key)
        return domain & Domain({"account": "account_id", "company": "company_id"}[options.group_by], "in", ids)

    def _moved_items(self, options, domain):
        """Return {journal item id: [(column, currency, amount)]} of what the period did; they add up to the report."""
        in_document = options.currency == "document"
        currencies = self.env["res.currency"]
        own = {company.id: company.currency_id for company in options.companies.sudo()}
        with ledger_as_of(self.env, options.last, options.companies, list(domain)) as (scope, _route):
            facts = roll_forward_facts(self.env, scope, options.first, BALANCES["item"], in_document=in_document)
        items = {}
        for fact in facts:
            money = currencies.browse(fact.currency_id) if in_document else own[fact.company_id]
            items.setdefault(fact.key, []).extend(
                (column, money, amount) for column, amount in moved_parts(fact, money.round))
        return items
