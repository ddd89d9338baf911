from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..queries.aging_sums import GROUPINGS
from ..queries.oldest_items import oldest_items
from ..queries.open_items import receivable_accounts
from ..queries.planner import heavy_statement
from ..queries.route import choose_route
from .ar_aging_options import REFERENCE_FIELDS

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
        rows = {row_key.id: row for row_key, row in self._item_rows(options, key, currency_id)}
        field = REFERENCE_FIELDS[options.basis]
        lines = self.env["account.move.line"].search([("id", "in", list(rows))], order=f"{field}, date, id")
        return {
            "items": [self._screen_item(line, rows[line.id], options) for line in lines[:ITEMS_UNFOLDED]],
            "count": len(lines),
        }

    def _screen_item(self, line, row, options):
        foreign = line.currency_id != row.currency
        return {
            "id": line.id,
            "move_id": line.move_id.id,
            "number": line.move_name or line.ref or "/",
            "label": line.ref or line.name or "",
            "date": line.date.isoformat(),
            "due": line.date_maturity.isoformat() if line.date_maturity else None,
            "days": (options.age_on - self._reference_date(line, options.basis)).days,
            "column": next(number for number, amount in enumerate(row.amounts) if amount),
            "amount": row.total,
            "currency_id": row.currency.id,
            "document_amount": line.with_context(**self._as_of_context(options)).ar_open_currency if foreign else None,
            "document_currency_id": line.currency_id.id,
        }

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
        labels = options.bucket_set._labels(options.basis)
        wanted = None if column is None else int(column)
        ids = [
            line.id for line, row in self._item_rows(options, key, currency_id)
            if wanted is None or row.amounts[wanted:wanted + 1] not in ([], [0.0])
        ]
        if len(ids) > ITEMS_LISTED:
            raise UserError(self.env._(
                "These are %(count)s items, more than a list can show. Filter the report or export it as XLSX, "
                "which has a sheet of all items.", count=len(ids),
            ))
        name = self.env._("Open items on %s", options.as_of)
        if wanted is not None and wanted < len(labels):
            name = self.env._("%(label)s, open on %(day)s", label=labels[wanted], day=options.as_of)
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "account.move.line",
            "views": [[self.env.ref("ar_specialist.ar_aging_items_view_list").id, "list"], [False, "form"]],
            "domain": [("id", "in", ids)],
            "context": {**self._as_of_context(options), "active_test": False},
        }

    def _as_of_context(self, options):
        return {
            "ar_as_of": options.as_of.isoformat(),
            "ar_age_on": options.age_on.isoformat(),
            "ar_basis": options.basis,
        }

    def _item_rows(self, options, key, currency_id):
        """Return [(line, row)] of one row of the report (`key`) or of all (None), in one currency or all (None)."""
        domain = self._options_domain(options)
        if key is not None:
            records = self.env[GROUPINGS[options.group_by].model].browse(self._integers([key] if key else []))
            domain &= self._key_domain(options.group_by, records.ids, with_none=not key)
        report = self._compute_for(options, group_by="item", domain=list(domain))
        pairs = [(row.key[0] if isinstance(row.key, tuple) else row.key, row) for row in report.rows]
        return [(line, row) for line, row in pairs if currency_id is None or row.currency.id == currency_id]

    def _key_domain(self, group_by, ids, with_none=False):
        """Return the domain on journal items of the rows whose key is one of `ids`, or none at all."""
        return {
            "partner": self._partner_domain, "salesperson": self._salesperson_domain,
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

    def _unruled(self, model, domain):
        """Search by the rules on journal items alone, as the rows are summed: those on contacts take no item out."""
        return self.env[model].sudo().with_context(active_test=False)._search(domain)

    def _oldest(self, options, page=None):
        """Return {(record id, currency id): earliest reference date of what is to be collected}.

        :param page: only of these rows; None for every row of the report
        """
        domain = self._options_domain(options)
        if page is not None:
            ids = self._records(page).ids
            domain &= self._key_domain(options.group_by, ids, with_none=True)
        scope = self._scope(options.as_of, options.companies, options.partners or None, list(domain))
        document = options.currency == "document"
        with heavy_statement(self.env):
            found = oldest_items(
                self.env, scope, GROUPINGS[options.group_by], basis=options.basis, document_currency=document,
                route=choose_route(self.env, scope),
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
            "name": self.env._("Receivable accounts until %s", options.as_of),
            "res_model": "account.move.line",
            "views": [[False, "list"], [False, "form"]],
            "domain": [
                ("account_id", "in", list(receivable_accounts(self.env))), ("parent_state", "=", "posted"),
                ("date", "<=", options.as_of), ("company_id", "in", options.companies.ids),
            ],
            "context": {"group_by": ["account_id"]},
        }
