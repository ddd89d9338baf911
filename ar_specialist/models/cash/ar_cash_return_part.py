from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class ArCashReturnPart(models.Model):
    """What came back of a payment of which the rest stays: so much of what one item got of it."""

    _name = "ar.cash.return.part"
    _description = "Part of a payment that came back"
    _order = "return_id, id"
    _check_company_auto = True

    return_id = fields.Many2one("ar.cash.return", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="return_id.company_id", store=True, precompute=True)
    currency_id = fields.Many2one(related="return_id.currency_id")
    payment_id = fields.Many2one(related="return_id.payment_id")
    application_line_id = fields.Many2one(
        "ar.cash.application.line", string="Item", ondelete="cascade", index="btree_not_null",
        domain="[('application_id.payment_id', '=', payment_id), ('application_id.state', '=', 'applied'),"
        " ('amount', '>', 0)]", help="Empty: what of the payment no item got.")
    applied = fields.Monetary(compute="_compute_applied", help="What the item got of the payment.")
    amount = fields.Monetary(
        string="Came Back", compute="_compute_amount", store=True, readonly=False, precompute=True, required=True)
    opened = fields.Monetary(
        string="Open Again", readonly=True, copy=False,
        help="With all of its money an item loses what was settled of it without money.")

    _amount_positive = models.Constraint("CHECK (amount > 0)", "What came back of a payment is more than nothing.")
    _item_uniq = models.UniqueIndex(
        "(return_id, COALESCE(application_line_id, 0))", "Each item comes back once: change its amount.")

    @api.depends("application_line_id", "return_id.payment_id")
    def _compute_applied(self):
        for part in self:
            left = part.return_id.payment_id.amount_left
            part.applied = part.application_line_id.amount if part.application_line_id else left

    @api.depends("application_line_id")
    def _compute_amount(self):
        for part in self:
            part.amount = part.applied

    @api.depends("application_line_id")
    def _compute_display_name(self):
        for part in self:
            part.display_name = part.application_line_id.item_name or self.env._("Not applied")

    @api.constrains("amount", "application_line_id", "return_id")
    def _check_amount(self):
        for part in self:
            line = part.application_line_id
            if line and line.application_id.payment_id != part.payment_id:
                raise ValidationError(self.env._("%s got nothing of this payment.", line.item_name))
            part._check_within(0.0)

    def _check_within(self, back):
        """Refuse more than the item got; `back` of it came back before."""
        there = self.currency_id.round(self.applied - back)
        if self.currency_id.compare_amounts(self.amount, there) > 0:
            raise ValidationError(self.env._(
                "%(item)s got %(there)s of the payment: no more can come back.", item=self.display_name,
                there=self.currency_id.format(there)))

    def _check_not_back(self):
        """Refuse what came back before, once the payment is locked."""
        for part in self:
            earlier = part.application_line_id and self.search([
                ("application_line_id", "=", part.application_line_id.id), ("return_id.state", "=", "done"),
                ("id", "!=", part.id)])
            part._check_within(sum(earlier.mapped("amount")) if earlier else 0.0)

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts._check_proposed()
        return parts

    def write(self, vals):
        self._check_proposed()
        return super().write(vals)

    def unlink(self):
        self._check_proposed()
        return super().unlink()

    def _check_proposed(self):
        if not self.env.su and any(part.return_id.state != "proposed" for part in self):
            raise UserError(self.env._("What is booked stays as it is. Undo the return instead."))


class ArCashReturn(models.Model):
    _inherit = "ar.cash.return"

    part_ids = fields.One2many("ar.cash.return.part", "return_id", string="What Came Back", copy=True)

    @api.onchange("is_part")
    def _onchange_is_part(self):
        """All that could come back is offered; whoever knows takes the rest out."""
        self.part_ids = False
        if self.is_part:
            lines = self.payment_id.application_ids.filtered(lambda one: one.state == "applied").line_ids
            self.part_ids = [
                fields.Command.create({"application_line_id": line.id, "amount": line.amount})
                for line in lines if line.amount > 0]


class ArCashApplication(models.Model):
    _inherit = "ar.cash.application"

    def _check_left_unused(self):
        parts = self.env["ar.cash.return"].search([
            ("payment_id", "in", self.payment_id.ids), ("state", "=", "done"), ("is_part", "=", True)], limit=1)
        if parts:
            raise UserError(self.env._("A part of %s came back: undo that first.", parts.payment_id.display_name))
        return super()._check_left_unused()


class ArCashApplicationLine(models.Model):
    _inherit = "ar.cash.application.line"
    _rec_name = "item_name"
