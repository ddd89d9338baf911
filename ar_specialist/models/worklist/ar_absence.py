from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError


class ArAbsence(models.Model):
    """A collector is away, another one sees to their customers: these are among the substitute's own meanwhile."""

    _name = "ar.absence"
    _description = "Absence of a collector"
    _order = "date_from desc, id desc"
    _rec_name = "user_id"

    user_id = fields.Many2one(
        "res.users", string="Away", required=True, index=True, ondelete="cascade", domain=[("share", "=", False)],
        default=lambda self: self.env.user)
    substitute_id = fields.Many2one(
        "res.users", required=True, index=True, ondelete="cascade", domain=[("share", "=", False)])
    date_from = fields.Date(string="From", required=True, default=lambda self: self.env.company._ar_today())
    date_to = fields.Date(string="Until", required=True, help="Last day away.")

    _days_in_order = models.Constraint("CHECK (date_to >= date_from)", "An absence can't end before it begins.")
    _not_oneself = models.Constraint(
        "CHECK (user_id <> substitute_id)", "Nobody stands in for themselves: choose another substitute.")

    @api.model
    def _away_for(self, user, day):
        """Return the users for whom `user` stands in on `day`; a substitute who is away too passes nothing on."""
        # sudo: who is away is no secret, and the worklist is also shown to those who don't record absences
        return self.sudo().search([
            ("substitute_id", "=", user.id), ("date_from", "<=", day), ("date_to", ">=", day)]).user_id

    @api.constrains("user_id", "substitute_id", "date_from", "date_to")
    def _check_overlap(self):
        for absence in self:
            if self.sudo().search_count([
                ("user_id", "=", absence.user_id.id), ("substitute_id", "=", absence.substitute_id.id),
                ("date_from", "<=", absence.date_to), ("date_to", ">=", absence.date_from), ("id", "!=", absence.id),
            ], limit=1):
                raise ValidationError(self.env._(
                    "%(substitute)s stands in for %(user)s on some of these days already.",
                    substitute=absence.substitute_id.name, user=absence.user_id.name))

    @api.model_create_multi
    def create(self, vals_list):
        absences = super().create(vals_list)
        absences._check_own()
        return absences

    def write(self, vals):
        self._check_own()
        result = super().write(vals)
        self._check_own()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_own(self):
        self._check_own()

    def _check_own(self):
        """A specialist records their own absences; a manager anybody's."""
        if self.env.su or self.env.user.has_group("ar_specialist.group_manager"):
            return
        if self.user_id - self.env.user:
            raise AccessError(self.env._(
                "You may record your own absences. Ask a receivables manager to record those of others."))
