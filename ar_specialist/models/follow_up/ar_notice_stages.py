from odoo import models


class ArNotice(models.Model):
    _inherit = "ar.notice"

    def _after_sent(self):
        """Move each item's invoice to the stage of the item's own level, and the customer accounts along."""
        result = super()._after_sent()
        severest = {}
        for line in self.filtered(lambda notice: notice.state == "sent").line_ids:
            if line.counted and line.level_id.stage_id:
                known = severest.get(line.move_id)
                stages = line.level_id.stage_id | (known.stage_id if known else line.level_id.stage_id)
                if known is None or stages._severest(stages) != known.stage_id:
                    severest[line.move_id] = line.level_id
        self.env["account.move"]._ar_move_stages({
            move: (level.stage_id, self.env._("“%(level)s” was sent.", level=level.name))
            for move, level in severest.items()
        })
        return result
