from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class ArWriteOffLine(models.Model):
    """What of one item is written off, in the item's currency and of its sign."""

    _name = "ar.write.off.line"
    _description = "Item of a write-off"
    _order = "write_off_id, date_due, id"
    _check_company_auto = True

    write_off_id = fields.Many2one("ar.write.off", required=True, readonly=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="write_off_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="write_off_id.currency_id", store=True)
    company_currency_id = fields.Many2one(related="company_id.currency_id", string="Company Currency")
    state = fields.Selection(related="write_off_id.state")
    move_line_id = fields.Many2one(
        "account.move.line", string="Item", required=True, index=True, ondelete="restrict", check_company=True,
        domain="[('account_type', '=', 'asset_receivable'), ('parent_state', '=', 'posted'),"
               " ('company_id', '=', company_id), ('currency_id', '=', currency_id), ('reconciled', '=', False),"
               " ('partner_id', 'child_of', parent.partner_id)]")
    move_id = fields.Many2one(related="move_line_id.move_id", string="Document")
    date_due = fields.Date(related="move_line_id.date_maturity", string="Due", store=True)
    amount_residual = fields.Monetary(
        related="move_line_id.amount_residual_currency", string="Open", currency_field="currency_id")
    amount = fields.Monetary(
        string="Given Up", compute="_compute_amount", store=True, readonly=False, precompute=True,
        help="In the currency of the item; less than what is open leaves the rest owed.")
    amount_company = fields.Monetary(
        string="In Company Currency", compute="_compute_amount_company", store=True,
        currency_field="company_currency_id")
    amount_tax = fields.Monetary(string="Tax Taken Back", readonly=True, copy=False)
    stage_before_id = fields.Many2one("ar.stage", readonly=True, copy=False, ondelete="restrict")
    has_moved_stage = fields.Boolean(readonly=True, copy=False)
    is_waiting = fields.Boolean(readonly=True, copy=False, help="Asked for, not booked yet.")

    _item_uniq = models.Constraint("UNIQUE (write_off_id, move_line_id)", "The item is on this write-off already.")
    # Nobody asks for the same twice, however many ask at once.
    _waiting_uniq = models.UniqueIndex(
        "(move_line_id) WHERE is_waiting", "One of these items waits on another write-off already.")

    @api.depends("move_line_id")
    def _compute_amount(self):
        for line in self:
            line.amount = line.move_line_id.amount_residual_currency

    @api.depends("amount", "move_line_id")
    def _compute_amount_company(self):
        for line in self:
            # Frozen when it is booked; until then the item's own rate.
            line.amount_company = line._in_company_currency()

    def _in_company_currency(self):
        """Return the amount at the rate of what is open of the item."""
        item = self.move_line_id
        if not item.amount_residual_currency:
            return self.amount_company
        return self.company_currency_id.round(item.amount_residual * self.amount / item.amount_residual_currency)

    @api.constrains("move_line_id", "write_off_id")
    def _check_item(self):
        for line in self:
            item, owner = line.move_line_id, line.write_off_id
            if item.account_id.account_type != "asset_receivable" or item.parent_state != "posted":
                raise ValidationError(self.env._("%s is no posted receivable item.", item.display_name))
            if (item.partner_id.commercial_partner_id, item.company_id, item.currency_id) != (
                    owner.partner_id, owner.company_id, owner.currency_id):
                raise ValidationError(self.env._(
                    "%(item)s is not an item of %(customer)s in %(company)s and %(currency)s: ask for it apart.",
                    item=item.move_name, customer=owner.partner_id.display_name, company=owner.company_id.name,
                    currency=owner.currency_id.name))

    def _check_open(self):
        """Refuse what is more than is open by now, of another sign, or nothing.

        :raise UserError: names the item and what is open of it
        """
        for line in self:
            left, wanted = line.move_line_id.amount_residual_currency, line.amount
            currency = line.currency_id
            if currency.is_zero(wanted) or wanted * left <= 0 or currency.compare_amounts(abs(wanted), abs(left)) > 0:
                raise UserError(self.env._(
                    "%(amount)s of %(item)s can't be written off: %(open)s are open.",
                    amount=currency.format(wanted), item=line.move_line_id.move_name, open=currency.format(left)))

    def _check_not_waiting(self):
        """Refuse what somebody has asked for already; the index decides between two at once."""
        waiting = self.search([("move_line_id", "in", self.move_line_id.ids), ("is_waiting", "=", True)], limit=1)
        if waiting:
            raise UserError(self.env._(
                "%(item)s waits on another write-off already: %(write_off)s.", item=waiting.move_line_id.move_name,
                write_off=waiting.write_off_id.name))

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.write_off_id._check_editable()
        return lines

    def write(self, vals):
        if not self.env.su:
            self.write_off_id._check_editable(vals.keys() & {"is_waiting", "amount_tax", "stage_before_id",
                                                     "has_moved_stage"})
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_if_draft(self):
        self.write_off_id._check_editable()
