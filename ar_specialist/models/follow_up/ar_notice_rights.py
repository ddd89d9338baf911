from odoo import models
from odoo.exceptions import AccessError

#: What a person may write on a notice; the rest follows from planning, approving, sending and printing.
OPEN_TO_PEOPLE = {"subject", "body"}
OF_THE_CHATTER = ("message_", "website_message_", "activity_")


class ArNotice(models.Model):
    _inherit = "ar.notice"

    def write(self, vals):
        closed = [name for name in vals if name not in OPEN_TO_PEOPLE and not name.startswith(OF_THE_CHATTER)]
        if closed and not self.env.su:
            raise AccessError(self.env._(
                "A notice is the record of what a run decided and what the customer got: its text can be changed "
                "before it is sent, the rest (%s) only by its buttons.", ", ".join(closed)))
        return super().write(vals)
