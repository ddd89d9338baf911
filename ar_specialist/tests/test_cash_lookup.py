from random import Random

from odoo.tests import tagged

from ..logic.cash_batch import propose_all
from ..logic.cash_facts import Payment
from ..logic.cash_tokens import number_keys
from ..queries.cash_items import open_items, owing, shapes
from ..queries.cash_named import may_have
from .common_cash import CashCommon

NUMBERS = (
    "INV/2024/00{:03}", "RE-2024-0{:02}", "F{:06}", "{:07}", "Facture n° {:05}", "№ 10{:02}/A", "Ｒ２０２４－０{:02}",
    "A{:04}", "2024{:02}")
NAMES = (
    "Müller Maschinenbau GmbH", "Schmidt Transporte GmbH", "Schmidt & Söhne KG", "Global Tech Services",
    "Global Trading Services", "Boulangerie Lefèvre SARL", "Acme Corporation", "Muller Holding")
TEXTS = (
    "{0}", "Rechnung {0} vom 12.05.2024", "{0} {1}", "pay {0}{1}", "nr {2}", "{0}/1-2-3-4-5-6-7-8/{1}", "order {3}",
    "thanks", "INV/2024/99999", "{4}", "VAT {5} {1}", "000 0 00")


@tagged("-at_install", "post_install")
class TestCashLookup(CashCommon):
    """What is looked up for a few payments proposes for them what everybody's items laid out do."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        random = Random(6)
        group, *cls.known = cls.env["res.partner"].create([
            {"name": name, "is_company": True, "customer_rank": place % 3, "vat": f"XX12345678{place}"}
            for place, name in enumerate(("Holding", *NAMES))])
        (cls.known[0] + cls.known[-1]).parent_id = group
        cls.env["res.partner.bank"].create([
            {"acc_number": f"DE55 0000 {place:04}", "partner_id": partner.id}
            for place, partner in enumerate(cls.known[:5])])
        cls.env["ar.cash.alias"].create([
            {"partner_id": cls.known[2].id, "value": "nord treuhand", "kind": "name", "company_id": cls.company.id},
            {"partner_id": cls.known[3].id, "value": "DE999", "kind": "account", "company_id": cls.company.id}])
        cls.moves = cls.env["account.move"]
        for place in range(40):
            cls.moves += cls.invoice(
                random.choice((100.0, 250.0, 77.7, 990.5)), "2024-05-20", partner=random.choice(cls.known),
                name=random.choice(NUMBERS).format(place), ref=random.choice((False, f"PO{place:05}", "Deposit")),
                invoice_origin=random.choice((False, f"SO/{place:05}")),
                payment_reference=random.choice((False, f"RF18{place:05}")))
        for move in cls.moves[::9]:
            credit = cls.credit_of(cls.paid_in(move.amount_total, move.partner_id).move_id)
            (credit + cls.credit_of(move)).reconcile()

    def payment(self, random, number):
        one, two = random.choice(self.moves), random.choice(self.moves)
        text = random.choice(TEXTS).format(
            one.name, two.name, one.name[-4:], one.ref, one.payment_reference, one.partner_id.vat)
        amount = random.choice((one.amount_total, one.amount_total + two.amount_total, 12.34, -one.amount_total))
        return Payment(
            number, round(amount * 100), self.company.currency_id.id, self.company._ar_today(),
            random.choice(("", one.partner_id.name, one.partner_id.name.upper(), "Nord Treuhand", "Schmit Transporte")),
            random.choice(("", "", f"DE55000000{number % 7:02}", "DE999")), texts=(text,),
            customer=random.choice((None, None, None, one.partner_id.commercial_partner_id.id)))

    def test_same_as_from_all(self):
        random, rules = Random(7), self.company._cash_rules()
        whole, decided = self.company._cash_index(), set()
        for number in range(0, 120, 4):
            some = [self.payment(random, number + place) for place in range(4)]
            found = propose_all(some, self.company._cash_index_for(some), rules)
            self.assertEqual(found, propose_all(some, whole, rules))
            decided |= {proposal.decision for proposal in found.values()}
        self.assertEqual(len(decided), 4, "all kinds of proposals are among them")

    def test_no_more_than_needed(self):
        random = Random(8)
        some = [self.payment(random, 1)]
        self.assertLess(len(self.company._cash_index_for(some).items), len(self.company._cash_index().items))

    def test_sieve_lets_every_number_through(self):
        for move in self.moves:
            for number in filter(None, (move.name, move.ref or move.invoice_origin, move.payment_reference)):
                for key in set().union(*number_keys(number)[:2]):
                    self.assertIn(move.id, may_have(self.env, [key]), f"{number} by {key}")
        self.assertFalse(may_have(self.env, ["INV", "000", ""]))

    def test_who_owes_and_shapes(self):
        items = open_items(self.env, self.company)
        self.assertEqual(set(owing(self.env, self.company)), {item.customer for item in items})
        index = self.company._cash_index()
        again = index.among((), (), shapes(self.env, self.company))
        self.assertEqual((again.shapes, again.series), (index.shapes, index.series))

    def test_queries(self):
        """As many for one as for many, in whatever number of customers."""
        random = Random(9)
        some = [self.payment(random, number) for number in range(30)]
        counts = []
        for number in (1, 30):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.company._cash_index_for(some[:number])
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 6, "a second look may be needed")
