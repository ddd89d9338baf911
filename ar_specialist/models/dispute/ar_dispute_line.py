from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

#: What a user says of a line; everything else follows from it and from the item.
GIVEN = {"dispute_id", "move_line_id", "invoice_line_id", "amount"}


class ArDisputeLine(models.Model):
    """One item of a case, or one line of its invoice, with the amount that is contested of it."""

    _name = "ar.dispute.line"
    _description = "Contested item"
    _order = "dispute_id, date_due, id"
    _rec_name = "move_id"
    _check_company_auto = True

    dispute_id = fields.Many2one("ar.dispute", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="dispute_id.company_id", store=True, index=True)
    company_currency_id = fields.Many2one(related="company_id.currency_id", string="Company Currency")
    move_line_id = fields.Many2one(
        "account.move.line", string="Item", index="btree_not_null", ondelete="set null", check_company=True)
    move_id = fields.Many2one(related="move_line_id.move_id", string="Document", store=True, index="btree_not_null")
    date_due = fields.Date(related="move_line_id.date_maturity", string="Due Date", store=True)
    invoice_line_id = fields.Many2one(
        "account.move.line", index="btree_not_null", ondelete="set null", check_company=True,
        domain="[('move_id', '=', move_id), ('display_type', '=', 'product')]",
        help="Which line of the invoice is contested; empty: the invoice as a whole.",
    )
    # That of the item, which may be gone.
    currency_id = fields.Many2one(related="dispute_id.currency_id", store=True)
    amount_item = fields.Monetary(related="move_line_id.amount_currency", string="Of")
    amount = fields.Monetary(
        string="Contested", compute="_compute_amount", store=True, readonly=False, precompute=True,
        help="In the currency of the item. Left out: all that is open of it.")
    # The last reconciliation that was there before it was contested: what comes later settles the contested part.
    since_partial = fields.Integer(readonly=True)
    amount_dropped = fields.Monetary(string="No Longer Contested", readonly=True)
    amount_open = fields.Monetary(string="Still Contested", readonly=True)
    amount_credited = fields.Monetary(string="Credited", readonly=True)
    amount_paid = fields.Monetary(string="Paid", readonly=True)
    amount_written_off = fields.Monetary(string="Written Off", readonly=True)
    amount_open_company = fields.Monetary(
        string="Still Contested (Company Currency)", currency_field="company_currency_id", readonly=True)

    _amount_not_negative = models.Constraint("CHECK (amount >= 0)", "A contested amount can't be negative.")

    @api.depends("move_line_id", "invoice_line_id")
    def _compute_amount(self):
        contestable = self._contestable()
        for line in self:
            most = contestable.get(line, 0.0)
            part = line.invoice_line_id.price_total
            line.amount = min(part, most) if part else most

    def _contestable(self):
        """Return {line: what is open of its item and contested by no other dispute}, in two queries."""
        items = self.move_line_id
        others = {}
        for item, line, amount in self.sudo()._read_group(
            [("move_line_id", "in", items.ids), ("dispute_id.state", "=", "open"), ("dispute_id.kind", "=", "dispute"),
             ("id", "not in", self._origin.ids)],
            ["move_line_id", "id"], ["amount_open:sum"],
        ):
            del line
            others[item.id] = others.get(item.id, 0.0) + amount
        return {
            line: line.currency_id.round(max(
                item.amount_residual_currency - (line.dispute_id.kind != "inquiry" and others.get(item.id, 0.0)), 0.0))
            if (item := line.move_line_id) else 0.0
            for line in self
        }

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            vals_list = [{name: value for name, value in vals.items() if name in GIVEN} for vals in vals_list]
        self.env["ar.dispute"].browse({vals["dispute_id"] for vals in vals_list})._check_changeable()
        for vals in vals_list:
            self.env["ar.dispute"].browse(vals["dispute_id"])._adopt(
                self.env["account.move.line"].browse(vals.get("move_line_id") or []))
        lines = super().create(vals_list)
        lines._check_amounts(lines._contestable())
        partials = lines._last_partials()
        for line in lines.sudo():
            line.write({"since_partial": partials.get(line.move_line_id, 0), "amount_open": line.amount})
        lines._refresh()
        return lines

    def _last_partials(self, items=None):
        """Return {item: number of its last reconciliation}, of the items of these lines or of `items`."""
        rows = self.env["account.partial.reconcile"].sudo()._read_group(
            [("debit_move_id", "in", (items or self.move_line_id).ids)], ["debit_move_id"], ["id:max"])
        return dict(rows)

    def write(self, vals):
        if not self.env.su and set(vals) - GIVEN:
            raise AccessError(self.env._("These amounts follow from the reconciliations; nobody writes them."))
        if not self.env.su and {"dispute_id", "move_line_id"} & set(vals):
            raise UserError(self.env._("Take the item out of the dispute and add the other one."))
        self.dispute_id._check_changeable()
        result = super().write(vals)
        by_rule = self.env.su and self.env.context.get("ar_dispute_by_rule")
        if "amount" in vals and not by_rule:
            self._check_amounts({
                line: most + line.amount_credited + line.amount_written_off + line.amount_paid + line.amount_dropped
                for line, most in self._contestable().items()})
            self._refresh()
        return result

    def unlink(self):
        items, disputes = self.move_line_id, self.dispute_id
        result = super().unlink()
        disputes.exists()._sum_up()
        self.env["ar.dispute"]._refresh_items(items)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_closed(self):
        self.dispute_id._check_changeable()

    def _check_amounts(self, most):
        """Refuse what can't be contested.

        :param most: {line: the most that can be}
        """
        for line in self:
            if line.dispute_id.kind == "inquiry":
                continue
            if line.currency_id.compare_amounts(line.amount, 0.0) <= 0:
                raise ValidationError(self.env._(
                    "Nothing of %s can be contested: it is settled, or contested as a whole already.",
                    line.move_line_id.move_name or line.move_line_id.display_name))
            if line.currency_id.compare_amounts(line.amount, most[line]) > 0:
                raise ValidationError(self.env._(
                    "%(amount)s of %(item)s is more than the %(most)s that are open and not contested yet.",
                    amount=line.currency_id.format(line.amount), item=line.move_line_id.move_name or "",
                    most=line.currency_id.format(most[line])))

    @api.constrains("move_line_id", "invoice_line_id", "dispute_id")
    def _check_item(self):
        for line in self.filtered("move_line_id"):
            item, dispute = line.move_line_id, line.dispute_id
            if item.account_type != "asset_receivable" or item.parent_state != "posted" or item.balance <= 0:
                raise ValidationError(self.env._(
                    "%s is not a posted item that the customer owes; only such can be disputed.", item.display_name))
            if item.currency_id != dispute.currency_id:
                raise ValidationError(self.env._(
                    "%(item)s is in %(currency)s, the dispute in %(other)s: open one dispute per currency.",
                    item=item.move_name, currency=item.currency_id.name, other=dispute.currency_id.name))
            if item.partner_id.commercial_partner_id != dispute.account_id.partner_id:
                raise ValidationError(self.env._(
                    "%(item)s is not an item of %(customer)s: open one dispute per customer.",
                    item=item.move_name, customer=dispute.account_id.partner_id.display_name))
            if line.invoice_line_id and line.invoice_line_id.move_id != item.move_id:
                raise ValidationError(self.env._("The contested line is not of invoice %s.", item.move_name))
