from odoo import fields, models

from ...logic.cash_import import Fault
from ..ar_file_fault import told

#: More is not read by anybody.
KEPT = 200


class ArCashImportFault(models.Model):
    """What is wrong in a file that was read in the background."""

    _name = "ar.cash.import.fault"
    _description = "Fault of a bank file"
    _inherit = ["ar.file.fault"]

    import_id = fields.Many2one("ar.cash.import", required=True, readonly=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="import_id.company_id", store=True)


class ArCashImport(models.Model):
    _inherit = "ar.cash.import"

    fault_ids = fields.One2many("ar.cash.import.fault", "import_id", string="Faults", readonly=True)
    fault_count = fields.Integer(string="Faults Found", readonly=True)

    def _note_faults(self, faults):
        """Replace the faults of the file by `faults`."""
        # sudo: imports are closed to users' own writing
        own = self.sudo()
        own.fault_ids.unlink()
        own.fault_count = len(faults)
        own.env["ar.cash.import.fault"].create([{"import_id": self.id, **told(fault)} for fault in faults[:KEPT]])

    def _add_fault(self, cause):
        """Note one more fault of the file as a whole: that the books refuse it."""
        own = self.sudo()  # as above
        own.fault_count += 1
        own.env["ar.cash.import.fault"].create([{"import_id": self.id, **told(Fault(0, "", "refused", cause))}])
