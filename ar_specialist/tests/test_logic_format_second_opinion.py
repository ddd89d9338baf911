import logging

from bai2 import bai2
from mt940 import Options
from mt940.models import Transactions
from odoo.tests import tagged

from .common_formats import FormatsCase, sample


@tagged("-at_install", "post_install")
class TestFormatSecondOpinion(FormatsCase):
    """Other people's parsers read the same figures from the same files."""

    def test_mt940(self):
        self.addCleanup(logging.getLogger("mt940").setLevel, logging.getLogger("mt940").level)
        logging.getLogger("mt940").setLevel(logging.CRITICAL)
        for name in ("mt940_swift.sta", "mt940_countries.sta"):
            content = sample(name).decode()
            messages = [":20:" + part.split("\n-")[0] for part in content.split(":20:")[1:]]
            entries, balances = [], []
            for message in messages:
                theirs = Transactions(options=Options.all())
                theirs.parse(message)
                entries += [(one.data["amount"].amount, one.data["entry_date"], one.data["date"]) for one in theirs]
                data = theirs.data
                opening = data.get("final_opening_balance") or data.get("intermediate_opening_balance")
                closing = data.get("final_closing_balance") or data.get("intermediate_closing_balance")
                balances.append((opening.amount.amount, closing.amount.amount, opening.amount.currency))
            ours = self.read_file(content).statements
            self.assertEqual(
                [(entry.amount, entry.day) for statement in ours for entry in statement.entries],
                [(amount, day) for amount, day, _value in entries], name)
            # Pages are put together here, so the ends of all messages hold those of all statements.
            self.assertEqual(
                (ours[0].opening, ours[-1].closing, ours[0].currency),
                (balances[0][0], balances[-1][1], balances[0][2]))

    def test_bai2(self):
        content = sample("bai2_two_accounts.bai").decode()
        theirs = bai2.parse_from_string(content)
        accounts = [account for group in theirs.children for account in group.children]
        ours = self.read_file(content).statements
        self.assertEqual(
            [statement.account for statement in ours], [account.header.customer_account_number for account in accounts])
        for statement, account in zip(ours, accounts, strict=True):
            self.assertEqual(
                [(abs(entry.amount) * 100, entry.transaction_code, entry.amount > 0) for entry in statement.entries],
                [
                    (one.amount, one.type_code.code, one.type_code.transaction.value == "credit")
                    for one in account.children
                ])
