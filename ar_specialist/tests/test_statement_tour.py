from odoo.fields import Date
from odoo.tests import HttpCase, new_test_user, tagged

from .common import ReceivablesCommon


@tagged("-at_install", "post_install")
class TestStatementTour(ReceivablesCommon, HttpCase):
    """A batch is looked at and sent; a statement that came back is sent again."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reader, cls.paper, cls.nowhere = cls.env["res.partner"].create([
            {"name": "Reader", "email": "reader@customer.example"}, {"name": "Paper", "street": "Main Street 1"},
            {"name": "Nowhere"},
        ])
        for partner, amount in ((cls.reader, 110.0), (cls.paper, 120.0), (cls.nowhere, 130.0)):
            cls.invoice(amount, Date.subtract(Date.today(), days=40), partner=partner)
            cls.env["ar.account"]._for(partner, cls.company)
        new_test_user(
            cls.env, "statement_tourist", groups="ar_specialist.group_specialist", company_id=cls.company.id,
            company_ids=cls.company.ids, tz="UTC")

    def statements(self):
        return self.env["ar.statement"].search([("company_id", "=", self.company.id)])

    def test_send_a_batch(self):
        self.start_tour("/odoo/statement-sendings", "ar_statement_tour", login="statement_tourist")
        self.assertEqual(
            {one.partner_id: one.state for one in self.statements()}, {self.reader: "sent", self.paper: "to_print"})

    def test_send_again(self):
        account = self.env["ar.account"]._for(self.reader, self.company)
        order = self.env["ar.statement.sending"].create({"company_id": self.company.id})._asked()
        self.env["ar.statement.batch"]._plan(account, order).action_execute()
        statement = self.statements()
        self.env["mail.notification"].sudo().search([
            ("mail_message_id", "=", statement.document_ids.mail_message_id.id)]).notification_status = "bounce"
        self.reader.write({"email": "new@customer.example", "message_bounce": 0})
        self.start_tour(f"/odoo/statements/{statement.id}", "ar_statement_resend_tour", login="statement_tourist")
        self.assertEqual(statement.delivery_state, "outgoing")
