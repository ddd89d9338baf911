from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_processes import ProcessesCase

DAY = "2024-01-31"


@tagged("-at_install", "post_install")
class TestProvisionProcesses(ProcessesCase):
    """Two at once, on committed data, which is taken away again: one provision, one entry."""

    def setUp(self):
        super().setUp()
        self.addCleanup(self.clean)
        with self.environment() as env:
            company = self.company_of(env)
            partner = env["res.partner"].create({"name": "Provision process"})
            self.invoices(env, partner)
            accounts = env["account.account"].create([
                {"name": "Allowance", "code": "PRX1", "account_type": "asset_current"},
                {"name": "Impairment", "code": "PRX2", "account_type": "expense"}])
            matrix = env["ar.provision.matrix"].create({"name": "Process", "company_id": company.id, "sequence": -1})
            matrix.rate_ids.rate = 0.5
            self.before = (company.ar_provision_account_id.id, company.ar_provision_expense_account_id.id)
            company.write({
                "ar_provision_account_id": accounts[0].id, "ar_provision_expense_account_id": accounts[1].id,
                "ar_provision_matrix_id": matrix.id})
            self.partner, self.accounts, self.matrix = partner.id, accounts.ids, matrix.id

    def clean(self):
        with self.environment() as env:
            provisions = env["ar.provision"].search([("matrix_id", "=", self.matrix)])
            moves = provisions.move_id + provisions.reversal_move_id
            provisions.write({"state": "cancelled", "move_id": False, "reversal_move_id": False})
            moves.filtered(lambda move: move.state == "posted").button_draft()
            moves.with_context(force_delete=True).unlink()
            provisions.unlink()
            company = self.company_of(env)
            company.write({
                "ar_provision_account_id": self.before[0], "ar_provision_expense_account_id": self.before[1],
                "ar_provision_matrix_id": False})
            env["ar.provision.matrix"].browse(self.matrix).unlink()
            self.take_away(env, env["res.partner"].browse(self.partner))
            env["account.account"].browse(self.accounts).unlink()

    def test_proposed_twice_at_once(self):
        def propose(env):
            env["ar.provision"]._propose(self.company_of(env), DAY)

        self.at_once(propose, propose)
        with self.environment() as env:
            self.assertEqual(env["ar.provision"].search_count([("matrix_id", "=", self.matrix)]), 1)

    def test_posted_twice_at_once(self):
        with self.environment() as env:
            provision = env["ar.provision"]._propose(self.company_of(env), DAY)
            provision.action_review()
            number, amount = provision.id, provision.amount
        refused = []

        def post(env):
            try:
                env["ar.provision"].browse(number).action_post()
            except UserError as error:
                refused.append(error)

        self.at_once(post, post)
        self.assertEqual(len(refused), 1)
        with self.environment() as env:
            lines = env["account.move.line"].search([
                ("account_id", "=", self.accounts[0]), ("date", "=", DAY), ("parent_state", "=", "posted")])
            self.assertEqual(sum(lines.mapped("balance")), -amount)
            self.assertTrue(amount)
