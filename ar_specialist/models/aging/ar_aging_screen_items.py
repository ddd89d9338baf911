from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from ...queries.aging_sums import GROUPINGS
from ...queries.ledger_facts import receivable_accounts
from ...queries.oldest_items import oldest_items

ITEMS_UNFOLDED = 100
ITEMS_LISTED = 20_000


class ArAging(models.AbstractModel):
    """The open items behind a row or an amount of the aging screen."""

    _inherit = "ar.aging"

    @api.model
    @api.readonly
    def get_items(self, options, key, currency_id):
        """Return the open items of one row, oldest first.

        :param options: see :meth:`_options`
        :param key: id of the row's record; False for the row without one
        :param currency_id: the row's currency
        :return: dict of `items`, at most ITEMS_UNFOLDED, and their `count`
        """
        self._check_reader()
        options = self._options(options)
        items = list(self._row_items(options, key, currency_id))
        items.sort(key=lambda item: (item.row.age_from, item.row.line_id))
        shown = items[:ITEMS_UNFOLDED]
        ids = [item.row.line_id for item in shown]
        held = self._held_today(ids)
        # Under a customer its name says nothing new; the rows are read by the rules on journal items alone.
        lines = self.env["account.move.line"].sudo().browse(ids if options.group_by != "partner" else [])
        customers = {line.id: line.partner_id.commercial_partner_id.display_name for line in lines}
        return {"items": [self._screen_item(item, held, customers) for item in shown], "count": len(items)}

    def _screen_item(self, item, held, customers):
        row = item.row
        foreign = item.document_currency != item.currency
        return {
            "id": row.line_id,
            "number": row.number or row.reference or "/",
            "reference": row.reference,
            "date": row.document_date.isoformat(),
            "due": row.due_date.isoformat(),
            "days": item.days,
            "column": item.period,
            "amount": item.amount,
            "currency_id": item.currency.id,
            "document_amount": item.document_currency.round(row.open_amount_document) if foreign else None,
            "document_currency_id": item.document_currency.id,
            "is_held": row.line_id in held,
            "customer": customers.get(row.line_id) or "",
        }

    def _row_items(self, options, key, currency_id):
        """Yield the items of one row of the report (`key`) or of all (None), in one currency or in all (None)."""
        domain = Domain.TRUE
        if key is not None:
            ids = self._integers([key] if key else [])
            domain = self._key_domain(options.group_by, ids, with_none=not key)
        for item in self._items_for(options, domain):
            if item.amount and (currency_id is None or item.currency.id == currency_id):
                yield item

    @api.model
    @api.readonly
    def open_items(self, options, key=None, column=None, currency_id=None):
        """Return the action that lists the items behind an amount.

        :param key: id of the row's record, False for the row without one; None for a total
        :param column: number of the column; None for all
        :param currency_id: None for all
        :raise UserError: when they are more than a list can hold
        """
        self._check_reader()
        options = self._options(options)
        column = None if column is None else int(column)
        ids = [
            item.row.line_id for item in self._row_items(options, key, currency_id) if column in (None, item.period)
        ]
        if len(ids) > ITEMS_LISTED:
            raise UserError(self.env._(
                "These are %(count)s items, more than a list can show. Filter the report or export it as XLSX, "
                "which has a sheet of all items.", count=len(ids),
            ))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Open items on %s", format_date(self.env, options.as_of)),
            "res_model": "account.move.line",
            "views": [[self.env.ref("ar_specialist.ar_aging_items_view_list").id, "list"], [False, "form"]],
            "search_view_id": [self.env.ref("ar_specialist.ar_aging_items_view_search").id],
            "domain": [("id", "in", ids)],
            "context": {**self._as_of_context(options), "active_test": False},
        }

    def _as_of_context(self, options):
        return {
            "ar_as_of": options.as_of.isoformat(),
            "ar_age_on": options.age_on.isoformat(),
            "ar_basis": options.basis,
        }

    def _key_domain(self, group_by, ids, with_none=False):
        """Return the domain on journal items of the rows whose key is one of `ids`, or none at all."""
        return {
            "partner": self._partner_domain, "salesperson": self._salesperson_domain,
            "collector": self._collector_domain, "stage": self._stage_domain,
            "company": lambda ids, _none: Domain("company_id", "in", ids),
            "item": lambda ids, _none: Domain("id", "in", ids),
        }[group_by](ids, with_none)

    def _partner_domain(self, ids, with_none):
        domain = Domain("partner_id", "in", self._unruled("res.partner", [("commercial_partner_id", "in", ids)]))
        return domain | Domain("partner_id", "=", False) if with_none else domain

    def _salesperson_domain(self, ids, with_none):
        of_invoice = Domain("move_id.invoice_user_id", "in", ids)
        no_one = Domain("move_id.invoice_user_id", "=", False)
        of_customer = Domain(
            "move_id.commercial_partner_id", "in", self._unruled("res.partner", [("user_id", "in", ids)]))
        if with_none:
            of_customer |= Domain("move_id.commercial_partner_id", "=", False) | Domain(
                "move_id.commercial_partner_id", "in", self._unruled("res.partner", [("user_id", "=", False)]))
        return of_invoice | (no_one & of_customer)

    def _collector_domain(self, ids, with_none):
        def served(condition):
            return Domain.custom(to_sql=lambda model, alias, query: SQL(
                "EXISTS (SELECT 1 FROM ar_account account JOIN res_partner partner"
                " ON partner.commercial_partner_id = account.partner_id"
                " WHERE partner.id = %s AND account.company_id = %s AND %s)",
                model._field_to_sql(alias, "partner_id", query), model._field_to_sql(alias, "company_id", query),
                condition,
            ))
        found = served(SQL("account.collector_id IN %s", tuple(ids) or (None,)))
        return found | ~served(SQL("account.collector_id IS NOT NULL")) if with_none else found

    def _stage_domain(self, ids, with_none):
        domain = Domain("move_id", "in", self._unruled("account.move", [("ar_stage_id", "in", ids)]))
        staged = self._unruled("account.move", [("ar_stage_id", "!=", False)])
        return domain | Domain("move_id", "not in", staged) if with_none else domain

    def _unruled(self, model, domain):
        """Search by the rules on journal items alone, as the rows are summed: those on contacts take no item out."""
        return self.env[model].sudo().with_context(active_test=False)._search(domain)

    def _oldest(self, options, page=None):
        """Return {(record id, currency id): earliest reference date of what is to be collected}.

        :param page: only of these rows; None for every row of the report
        """
        domain = Domain.TRUE
        if page is not None:
            domain = self._key_domain(options.group_by, self._records(page).ids, with_none=True)
        document = options.currency == "document"
        with self._options_ledger(options, domain) as (scope, route):
            found = oldest_items(
                self.env, scope, GROUPINGS[options.group_by], basis=options.basis, document_currency=document,
                route=route,
            )
        currencies = {company.id: company.currency_id.id for company in options.companies}
        oldest = {}
        for key, owner, day in found:
            identity = (key or False, owner if document else currencies[owner])
            oldest[identity] = min(day, oldest.get(identity, day))
        return oldest

    @api.model
    @api.readonly
    def open_ledger(self, options):
        """Return the action that lists the ledger's receivable journal items up to the day of the report."""
        self._check_reader()
        options = self._options(options)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Receivable accounts until %s", format_date(self.env, options.as_of)),
            "res_model": "account.move.line",
            "views": [[self.env.ref("account.view_move_line_tree_grouped_general").id, "list"], [False, "form"]],
            "domain": [
                ("account_id", "in", list(receivable_accounts(self.env))), ("parent_state", "=", "posted"),
                ("date", "<=", options.as_of), ("company_id", "in", options.companies.ids),
            ],
            "context": {"group_by": ["account_id"]},
        }
