from odoo import api, fields, models
from odoo.exceptions import UserError


class ArProvisionSpecific(models.Model):
    """An item provided for by itself, for a reason: the matrix leaves it out."""

    _name = "ar.provision.specific"
    _description = "Item provided for by name"
    _order = "provision_id, partner_id, id"
    _check_company_auto = True

    provision_id = fields.Many2one("ar.provision", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="provision_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date(related="provision_id.date", store=True)
    move_line_id = fields.Many2one(
        "account.move.line", string="Item", required=True, index="btree_not_null", ondelete="restrict",
        check_company=True,
        domain="[('account_type', '=', 'asset_receivable'), ('parent_state', '=', 'posted'), ('balance', '>', 0),"
        " ('company_id', '=', company_id), ('date', '<=', date), ('amount_residual', '!=', 0)]")
    partner_id = fields.Many2one(related="move_line_id.partner_id.commercial_partner_id", string="Customer", store=True)
    date_due = fields.Date(related="move_line_id.date_maturity", string="Due")
    exposure = fields.Monetary(readonly=True, help="What of the item was open on the day of the provision.")
    rate = fields.Float(string="Loss Rate", digits=(9, 8), default=1.0, aggregator=None)
    amount = fields.Monetary(
        string="Expected Loss", compute="_compute_amount", store=True, readonly=False,
        help="Exposure times loss rate, or what you write.")
    reason = fields.Char(help="Why this item is looked at by itself, insolvency for instance.")

    _item_uniq = models.UniqueIndex("(provision_id, move_line_id)", "An item is named once.")
    _share = models.Constraint("CHECK (rate BETWEEN 0 AND 1)", "A loss rate lies between 0 and 100 %.")
    _amount_positive = models.Constraint("CHECK (amount >= 0)", "A provision can't be negative.")

    @api.depends("exposure", "rate")
    def _compute_amount(self):
        for specific in self:
            specific.amount = specific.currency_id.round(specific.exposure * specific.rate)

    @api.depends("move_line_id", "partner_id")
    def _compute_display_name(self):
        for specific in self:
            names = (specific.partner_id.name, specific.move_line_id.move_name)
            specific.display_name = ", ".join(filter(None, names))

    @api.model_create_multi
    def create(self, vals_list):
        made = super().create(vals_list)
        made.provision_id._check_proposal()
        made.provision_id._calculate()
        return made

    def write(self, vals):
        if not self.env.su:
            self.provision_id._check_proposal()
        result = super().write(vals)
        if set(vals) & {"move_line_id", "rate", "amount"}:
            self.provision_id._calculate()
        return result

    def unlink(self):
        provisions = self.provision_id
        provisions._check_proposal()
        result = super().unlink()
        provisions.exists()._calculate()
        return result

    def _rate_used(self):
        """Return the share that was provided for, also where the amount was written by hand."""
        return min(1.0, self.amount / self.exposure) if self.exposure else self.rate

    def _check_amounts(self):
        """Refuse what can't be posted: without a reason, or more than is open."""
        for specific in self:
            if not (specific.reason or "").strip():
                raise UserError(self.env._("Say why %s is provided for by itself.", specific.display_name))
            if specific.currency_id.compare_amounts(specific.amount, specific.exposure) > 0:
                raise UserError(self.env._(
                    "%(item)s: %(amount)s are more than the %(open)s that are open.", item=specific.display_name,
                    amount=specific.currency_id.format(specific.amount),
                    open=specific.currency_id.format(specific.exposure)))
