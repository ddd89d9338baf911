from decimal import Decimal

from odoo.tests import BaseCase, tagged

from ..logic.tie_out import Figures, Place, Sums, TieOut, TieOutRow, explained, places, unexplained_places

HERE, THERE = Place(1, 10, 100), Place(1, 11, 100)


class Money:
    name = "MON"

    @staticmethod
    def round(amount):
        return round(amount, 2)


class Company:
    currency_id = Money()


def sums(amount, amount_currency=None):
    return Sums(1, Decimal(amount), Decimal(amount if amount_currency is None else amount_currency))


@tagged("-at_install", "post_install")
class TestLogicTieOut(BaseCase):
    def row(self, subledger, ledger, explained_by=0.0, company=None, account="A", document=None):
        money = Money()
        return TieOutRow(
            company or Company(), account, money, Figures(money, subledger, ledger, explained_by),
            document or Figures(money, subledger, ledger, explained_by))

    def test_difference_is_subledger_less_ledger(self):
        figures = Figures(Money(), 90.0, 100.0, -10.0)
        self.assertEqual((figures.difference, figures.unexplained), (-10.0, 0.0))
        self.assertEqual(Figures(Money(), 90.0, 100.0, -9.99).unexplained, -0.01)

    def test_rests_that_cancel_out_are_not_tied(self):
        company = Company()
        tie_out = TieOut(None, [company], [
            self.row(10.0, 0.0, company=company), self.row(-10.0, 0.0, company=company, account="B")])
        self.assertFalse(tie_out.is_tied)
        self.assertEqual(tie_out.unexplained[company], 0.0)

    def test_a_rest_in_document_currency_is_not_tied(self):
        self.assertFalse(self.row(1.0, 1.0, document=Figures(Money(), 1.0, 2.0, 0.0)).is_tied)

    def test_agreeing_needs_no_explanation(self):
        company = Company()
        explained_row = self.row(90.0, 100.0, -10.0, company=company)
        tie_out = TieOut(None, [company], [explained_row, self.row(5.0, 5.0, company=company, account="B")])
        self.assertTrue(tie_out.is_tied)
        self.assertFalse(tie_out.agrees)
        self.assertEqual(tie_out.differences, {(company, "A"): -10.0})
        self.assertEqual(len(tie_out.accounts), 2)

    def test_currencies_of_an_account_cancel_out(self):
        """Owed in one currency, paid in another: the account agrees in the company's currency."""
        company = Company()
        tie_out = TieOut(None, [company], [
            self.row(0.0, 100.0, -100.0, company=company), self.row(0.0, -100.0, 100.0, company=company)])
        self.assertTrue(tie_out.agrees)

    def test_odd_causes_explain_nothing(self):
        causes = {"without_partner": {HERE: sums("-10")}, "drafts": {THERE: sums("5")}}
        self.assertEqual(dict(explained(causes)), {HERE: sums("-10")})
        self.assertEqual(places({}, {}, causes), {HERE})

    def test_several_causes_add_up(self):
        causes = {"without_partner": {HERE: sums("-10")}, "not_customer": {HERE: sums("-0.05")}}
        self.assertEqual(explained(causes)[HERE].amount, Decimal("-10.05"))
        self.assertEqual(unexplained_places({HERE: sums("90")}, {HERE: sums("100.05")}, causes), set())
        self.assertEqual(unexplained_places({HERE: sums("90")}, {HERE: sums("100.06")}, causes), {HERE})
        self.assertEqual(unexplained_places({HERE: sums("90", "1")}, {HERE: sums("100.05", "11")}, causes), {HERE})
