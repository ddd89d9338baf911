from odoo import api, fields, models


class ArAccount(models.Model):
    """The score that ranks the worklist, and the points of each rule that make it up."""

    _inherit = "ar.account"

    score = fields.Integer(
        readonly=True, copy=False, index=True, aggregator="sum", default=0,
        help="Sum of the points of the rules that apply: who has most comes first.")
    score_points = fields.Json(readonly=True, copy=False, help="Points by the id of the score rule.")
    score_ids = fields.Many2many("ar.score.rule", string="Score Rules That Apply", compute="_compute_score_ids")
    score_text = fields.Char(string="Why This Score", compute="_compute_score_ids")
    score_amount = fields.Monetary(
        string="To Collect When Ranked", readonly=True, copy=False, aggregator=None, default=0.0,
        help="What was to be collected when the score was last refreshed: of two with the same score the larger one "
        "comes first.")
    scored_on = fields.Date(string="Ranked On", readonly=True, copy=False)

    # Today's worklist of a collector is read in this order.
    _worklist_idx = models.Index("(collector_id, score DESC, score_amount DESC)")

    @api.depends("score_points")
    @api.depends_context("lang")
    def _compute_score_ids(self):
        every = {int(rule) for account in self for rule in account.score_points or {}}
        # sudo: the points were given by these rules, also where a rule is another company's parent's
        rules = self.env["ar.score.rule"].sudo().with_context(active_test=False).search([("id", "in", list(every))])
        names = {rule.id: rule.name for rule in rules}
        for account in self:
            given = {int(rule): points for rule, points in (account.score_points or {}).items() if int(rule) in names}
            account.score_ids = self.env["ar.score.rule"].browse(given)
            account.score_text = " · ".join(
                f"{names[rule]} {points:+d}" for rule, points in sorted(given.items(), key=lambda one: -abs(one[1])))
