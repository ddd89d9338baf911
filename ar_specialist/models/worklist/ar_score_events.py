from odoo import api, models


class ArPromise(models.Model):
    _inherit = "ar.promise"

    @api.model_create_multi
    def create(self, vals_list):
        promises = super().create(vals_list)
        promises.account_id._ar_mark_scores()
        return promises

    def _set_state(self, state, **values):
        result = super()._set_state(state, **values)
        self.account_id._ar_mark_scores()
        return result


class ArDispute(models.Model):
    _inherit = "ar.dispute"

    @api.model_create_multi
    def create(self, vals_list):
        disputes = super().create(vals_list)
        disputes.account_id._ar_mark_scores()
        return disputes

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"state", "deadline", "account_id", "priority", "reason_id"}:
            self.account_id._ar_mark_scores()
        return result


class ArAccount(models.Model):
    _inherit = "ar.account"

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"next_action_date", "active"}:
            self._ar_mark_scores()
        return result
