from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class ArProvisionSegment(models.Model):
    """Customers with a risk of their own: a row of a provision matrix. The first one that a customer fits is its."""

    _name = "ar.provision.segment"
    _description = "Segment of a provision matrix"
    _order = "is_rest, sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    matrix_id = fields.Many2one("ar.provision.matrix", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="matrix_id.company_id", store=True)
    domain = fields.Char(string="Customers", default="[]", help="Empty: all customers who fit no other segment.")
    is_rest = fields.Boolean(compute="_compute_is_rest", store=True)
    told = fields.Char(string="In Words", compute="_compute_told")
    flat_rate = fields.Float(digits=(9, 8), help="Share of what is owed, in every bucket.")
    tax_rate = fields.Float(
        string="Sales Tax Within", digits=(9, 6),
        help="Sales tax that comes back when the customer does not pay: it is taken out of what is owed before the "
        "loss rate. Leave it empty where receivables are provided for with tax.")
    rate_ids = fields.One2many("ar.provision.rate", "segment_id")

    _one_rest = models.UniqueIndex(
        "(matrix_id) WHERE is_rest", "A matrix has one segment of all other customers: choose customers for this one.")
    _shares = models.Constraint(
        "CHECK (flat_rate BETWEEN 0 AND 1 AND tax_rate >= 0)",
        "A loss rate lies between 0 and 100 %, and a tax is not negative.")

    @api.depends("domain")
    def _compute_is_rest(self):
        for segment in self:
            segment.is_rest = (segment.domain or "[]").strip() in ("[]", "")

    @api.depends("domain")
    @api.depends_context("lang")
    def _compute_told(self):
        for segment in self:
            try:
                segment.told = self.env["ar.segment"]._told(segment._customers())
            except (ValueError, SyntaxError):
                segment.told = segment.domain

    @api.constrains("domain")
    def _check_domain(self):
        for segment in self:
            try:
                self.env["res.partner"].search_count(segment._customers(), limit=1)
            except Exception as error:
                raise ValidationError(self.env._("“%s” is no segment of customers.", segment.domain)) from error

    def write(self, vals):
        result = super().write(vals)
        if {"flat_rate", "domain"} & vals.keys():
            self.matrix_id._sync_rates()
        return result

    def _customers(self):
        return Domain(literal_eval(self.domain or "[]"))

    def _by_customer(self, customers):
        """Return {customer id: segment} of `customers` (ids of commercial partners; 0 for items of nobody)."""
        rest = self.filtered("is_rest")
        found = dict.fromkeys(customers, rest)
        left = set(customers) - {0}
        # Of a customer whom one may not read one still has to say what it may not pay.
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        for segment in self - rest:
            fitting = partners.search(Domain("id", "in", list(left)) & segment._customers()).ids
            found.update(dict.fromkeys(fitting, segment))
            left -= set(fitting)
        return found
