from odoo import models
from odoo.exceptions import UserError

from ...logic.cash_import import Question
from .ar_cash_import_take import Outcome


class ArCashImport(models.Model):
    """What a large file leaves open is asked when it was read, and answered in the window of the upload."""

    _inherit = "ar.cash.import"

    def action_answer(self):
        """Open the questions about the file."""
        self.ensure_one()
        self._refuse_strangers()
        if self.state != "asked":
            raise UserError(self.env._("“%s” has no open question any more.", self.name))
        upload = self.env["ar.cash.upload"].create({"company_id": self.company_id.id})
        file = self.env["ar.cash.upload.file"].create({
            "upload_id": upload.id, "name": self.name, "import_id": self.id, "state": "asked", "format": self.format})
        self.env["ar.cash.upload.question"]._ask(file, Outcome(
            "asked", record=self, asks=self.asked["asks"],
            questions=[Question(*question) for question in self.asked["questions"]]))
        return upload._shown()

    def _answer(self, *, order=None, mark=None, journals=None):
        """Go on with the file as it is now answered; return its :class:`~.ar_cash_import_take.Outcome`.

        :raise UserError: when it is answered already
        :raise AccessError: for who neither imported it nor is a manager
        """
        self._refuse_strangers()
        said = self._said()
        said = {
            "order": order or said["order"], "mark": mark or said["mark"],
            "journals": said["journals"] | (journals or {})}
        self._set_state("waiting", answers=self._stored(said), asked=False)
        self._wake()
        return Outcome("queued", self.format or "", self)
