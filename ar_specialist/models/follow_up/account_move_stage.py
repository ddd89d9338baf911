from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import NO_ACCESS, Domain

from ..account_move import LATE_TYPES
from ..aging.ar_open_item import FOLLOW_UP_READERS

# A stage changes nothing in the books: the entry is neither balanced nor synchronised anew for it.
BOOKS_UNTOUCHED = {
    "skip_invoice_sync": True, "check_move_validity": False, "skip_is_manually_modified": True,
}


class AccountMove(models.Model):
    """How far collection has gone with an invoice. No stage is the first one, where everything begins."""

    _inherit = "account.move"

    ar_stage_id = fields.Many2one(
        "ar.stage", string="Collection Stage", index="btree_not_null", copy=False, ondelete="restrict",
        tracking=True, check_company=True, groups=FOLLOW_UP_READERS,
    )
    ar_stage_date = fields.Date(string="In Stage Since", copy=False, groups=FOLLOW_UP_READERS)
    # Nobody's to read or write: what an invoice goes back to when its payment is undone.
    ar_stage_settled_id = fields.Many2one(
        "ar.stage", string="Stage When Settled", index="btree_not_null", copy=False, ondelete="restrict",
        groups=NO_ACCESS,
    )
    ar_stage_shown_id = fields.Many2one(
        "ar.stage", string="Stage", compute="_compute_ar_stage_shown_id", inverse="_inverse_ar_stage_shown_id",
        search="_search_ar_stage_shown_id", group_expand="_read_group_stages", groups=FOLLOW_UP_READERS,
    )

    @api.depends("ar_stage_id", "company_id", "move_type")
    def _compute_ar_stage_shown_id(self):
        stages = self.env["ar.stage"]
        firsts = {company: stages._stages_of(company)[:1] for company in self.company_id}
        for move in self:
            first = firsts.get(move.company_id, stages) if move.move_type in LATE_TYPES else stages
            move.ar_stage_shown_id = move.ar_stage_id or first

    def _inverse_ar_stage_shown_id(self):
        for stage, moves in self.grouped("ar_stage_shown_id").items():
            moves.ar_stage_id = stage

    def _search_ar_stage_shown_id(self, operator, value):
        if operator != "in":
            return NotImplemented
        stages = self.env["ar.stage"].browse([each for each in value if each])
        found = Domain("ar_stage_id", "in", stages.ids)
        for company in self.env.companies:
            if stages & self.env["ar.stage"]._stages_of(company)[:1]:
                found |= Domain("ar_stage_id", "=", False) & Domain("company_id", "=", company.id)
        return found & Domain("move_type", "in", LATE_TYPES)

    def write(self, vals):
        """Moving an invoice to another stage by hand is for specialists; it moves its customer account along."""
        by_rule = self.env.su and self.env.context.get("ar_stage_by_rule")
        if "ar_stage_id" not in vals or by_rule:
            return super().write(vals)
        stage = self.env["ar.stage"].browse(vals["ar_stage_id"] or [])
        self._ar_check_move_by_hand(stage)
        rest = {name: value for name, value in vals.items() if name not in ("ar_stage_id", "ar_stage_date")}
        done = super().write(rest) if rest else True
        self._ar_move_stage(stage, self.env._("Moved by hand."), forward_only=False)
        return done

    def _ar_check_move_by_hand(self, stage):
        self.check_access("write")
        if not self.env.su and not self.env.user.has_group("ar_specialist.group_specialist"):
            raise AccessError(self.env._(
                "Only receivables specialists move invoices to another collection stage. Ask one, or ask for the right."
            ))
        if any(stage.company_id - move.company_id.parent_ids for move in self):
            raise UserError(self.env._(
                "Stage “%(stage)s” is of %(company)s: choose a stage of the invoice's own company.",
                stage=stage.name, company=stage.company_id.name,
            ))

    def _ar_by_stored_stage(self, stage):
        """Return the invoices by what is stored for `stage`: nothing where it is the first one of the company."""
        firsts = {company: stage._stages_of(company)[:1] for company in self.company_id}
        return self.grouped(lambda move: stage.browse() if stage == firsts[move.company_id] else stage)

    def _ar_move_stage(self, stage, reason, *, forward_only=True):
        """Move the invoices to `stage` and say why in their chatter, in a number of queries that doesn't grow.

        :param stage: ar.stage; empty is the first one
        :param reason: text, in the words of the reader
        :param forward_only: leave alone what has come as far already, as levels do
        :return: the invoices that moved
        """
        return self._ar_move_stages(dict.fromkeys(self, (stage, reason)), forward_only=forward_only)

    @api.model
    def _ar_move_stages(self, targets, *, forward_only=True):
        """Move each invoice to a stage of its own; see :meth:`_ar_move_stage`.

        :param targets: {invoice: (stage, reason)}
        """
        # Whoever pays, sends or reconciles moves the stage along by it, and need not be a specialist.
        moves = self.browse([move.id for move in targets]).sudo().filtered(lambda move: move.move_type in LATE_TYPES)
        reasons = {move.id: reason for move, (_stage, reason) in targets.items()}
        wanted = {}
        for stage in {stage for stage, _reason in targets.values()}:
            chosen = moves.filtered(lambda move, stage=stage: targets[move][0] == stage)
            for stored, part in chosen._ar_by_stored_stage(stage.sudo()).items():
                wanted.update(dict.fromkeys(part.ids, stored))
        firsts = {company: self.env["ar.stage"].sudo()._stages_of(company)[:1] for company in moves.company_id}
        before = {move.id: move.ar_stage_id or firsts[move.company_id] for move in moves}
        moving = moves.filtered(lambda move: move._ar_moves_to(wanted[move.id], forward_only))
        writable = moving.with_context(**BOOKS_UNTOUCHED, tracking_disable=True, ar_stage_by_rule=True)
        for stage, part in writable.grouped(lambda move: wanted[move.id]).items():
            part.write({
                "ar_stage_id": stage.id, "ar_stage_date": self.env.company._ar_today(),
                "ar_stage_settled_id": False,
            })
        after = {move.id: wanted[move.id] or firsts[move.company_id] for move in moving}
        self.env["ar.stage"]._log_changes(moving, "ar_stage_id", before, after, reasons)
        self.env["ar.account"]._ar_refresh_of_moves(moving)
        return moving.with_env(self.env)

    def _ar_moves_to(self, stage, forward_only):
        """Whether going to `stage` changes anything and is allowed: a stage of another company isn't."""
        if stage == self.ar_stage_id or stage.company_id - self.company_id.parent_ids:
            return False
        return not forward_only or stage._severest(stage | self.ar_stage_id) == stage
