from dateutil.relativedelta import relativedelta
from odoo.addons.account.tests.common import AccountTestInvoicingHttpCommon
from odoo.fields import Command
from odoo.tests import tagged

from .common import ReceivablesCommon


@tagged("-at_install", "post_install")
class TestRollForwardTour(ReceivablesCommon, AccountTestInvoicingHttpCommon):
    def test_roll_forward_tour(self):
        admin = self.env.ref("base.user_admin")
        admin.write({
            "company_id": self.company.id, "company_ids": [(4, self.company.id)], "email": "admin@example.com"})
        admin.group_ids |= self.env.ref("ar_specialist.group_manager")
        month = self.company._ar_today().replace(day=1) - relativedelta(months=1)
        alpha, beta = self.env["res.partner"].create([{"name": "Roll Alpha"}, {"name": "Roll Beta"}])
        self.invoice(100, month - relativedelta(days=9), partner=alpha)
        self.invoice(50, month + relativedelta(days=3), partner=beta)
        paid = {"account_id": alpha.property_account_receivable_id.id, "partner_id": alpha.id, "balance": -100}
        self.env["account.move"].create({
            "move_type": "entry", "date": month + relativedelta(days=9),
            "journal_id": self.company_data["default_journal_bank"].id,
            "line_ids": [
                Command.create(paid), Command.create({"account_id": self.bank_account.id, "balance": 97}),
                Command.create({"account_id": self.company_data["default_account_expense"].id, "balance": 3})],
        }).action_post()
        self.start_tour("/odoo", "ar_roll_forward_tour", login="admin")
