from odoo import models
from odoo.exceptions import UserError


class ArNotice(models.Model):
    _inherit = "ar.notice"

    def action_send_now(self):
        """Send these notices and leave the rest of their runs; each is checked again first.

        A run that nobody has started stays so: the scheduled action carries out whatever was started.
        """
        if any(notice.state != "planned" for notice in self):
            raise UserError(self.env._(
                "Only a planned notice can be sent. One that waits for approval is approved first."))
        for run, notices in self.grouped("run_id").items():
            for system in run._system_of():
                with system._alone():
                    system._execute_batch(notices)
                    if not system._is_left():
                        system._start()
                    system._finish()
