"""Payment texts as published examples of the formats have them, with a small ledger that they fit.

Structured references are those of ISO 11649, the Swiss QR bill, Febelfin's structured message and Finance Finland's
reference; the wrappings those of MT940 field 86, SEPA remittance, BAI2 continuation records and X12 820.
"""

from dataclasses import dataclass
from datetime import date

from ..formats.payment_references import references
from ..logic.cash_facts import CREDIT, Customer, Document, Item, Payment
from .cash_case import Case
from .cash_ledger import DAY

ACCOUNT = "DE89370400440532013000"
CUSTOMERS = (
    Customer(1, ("Maschinenbau Schröder GmbH",), (ACCOUNT,), ("DE136695976",)),
    Customer(2, ("Pia Rutschmann AG",), ("CH9300762011623852957",)),
    Customer(3, ("Robert Schneider SA",), ("CH4431999123000889012",)),
)


@dataclass(frozen=True)
class Row:
    """A payer's name and account, the text in lines, the items {number: coins}, and which of them are meant."""

    name: str
    account: str
    lines: tuple
    items: dict
    meant: tuple
    amount: int = 0
    documents: tuple = ()
    references: dict = ()
    choice: bool = False


INV = {"INV/2024/00041": 11900, "INV/2024/00042": 23800, "INV/2024/00043": 4711, "RINV/2024/00003": -2000}
PURE = {"10023": 150075, "10024": 99900, "10031": 20010}
QRR, RF, OGM = "210000000003139471430009017", "RF18539007547034", "+++090/9337/55493+++"
SCHROEDER = "MASCHINENBAU SCHROEDER GMBH"

ROWS = (
    Row("", ACCOUNT, ("EREF+NOTPROVIDED", "SVWZ+INV/2024/00042"), INV, ("INV/2024/00042",)),
    Row(SCHROEDER, "", ("SVWZ+RE 2024/41 VOM 03.05.2024 U", "ND 2024/42 VOM 10.05.2024"), INV,
        ("INV/2024/00041", "INV/2024/00042")),
    Row(SCHROEDER, "", ("/EREF/E2E-4711/REMI/USTD//INV/2024/", "00043/"), INV, ("INV/2024/00043",)),
    Row(SCHROEDER, "", ("?20SVWZ+INV202400041?21 INV202400043",), INV, ("INV/2024/00041", "INV/2024/00043")),
    Row("", ACCOUNT, ("INV/2024/00041 + 42 + 43 ./. RINV/2024/00003",), INV, tuple(INV)),
    Row("SCHROEDER MASCHINENBAU", "", ("INV 41-43",), INV, ("INV/2024/00041", "INV/2024/00042", "INV/2024/00043")),
    Row("Schröder, Maschinenbau", "", ("Rechnungen 00041, 00042",), INV, ("INV/2024/00041", "INV/2024/00042")),
    Row("MASCHINENBAU SCHROEDE", "", ("INV-2024-00042",), INV, ("INV/2024/00042",)),
    Row("", "", ("inv.2024.00042",), INV, ("INV/2024/00042",)),
    Row("", ACCOUNT, ("Facture INV 2024 00042 du 3 mai",), INV, ("INV/2024/00042",)),
    Row("", ACCOUNT, ("Pago factura 2024/00043 (47,11 EUR)",), INV, ("INV/2024/00043",)),
    Row("", ACCOUNT, ("fattura n. 2024/43 del 12/05/2024",), INV, ("INV/2024/00043",)),
    Row("", ACCOUNT, ("Betaling factuur INV2024/00041",), INV, ("INV/2024/00041",)),
    Row("", ACCOUNT, ("Zapłata za fakturę INV/2024/00041",), INV, ("INV/2024/00041",)),
    Row("", ACCOUNT, ("Lasku INV/2024/00041 kiitos",), INV, ("INV/2024/00041",)),
    Row("", ACCOUNT, ("Betaling av faktura nr 00041",), INV, ("INV/2024/00041",)),
    Row("", ACCOUNT, ("Υπερ. τιμολόγιο INV/2024/00041",), INV, ("INV/2024/00041",)),
    Row("", ACCOUNT, ("INV/2024/0O042",), INV, ("INV/2024/00042",)),
    Row("", ACCOUNT, ("INV/2024/000042",), INV, ("INV/2024/00042",)),
    Row("", ACCOUNT, ("INV/2O24/00042",), INV, ("INV/2024/00042",)),
    Row("", ACCOUNT, ("IVN/2024/00042",), INV, ("INV/2024/00042",)),
    Row("", ACCOUNT, ("INV202400041INV202400042",), INV, ("INV/2024/00041", "INV/2024/00042")),
    Row("", ACCOUNT, ("202400041202400042",), INV, ("INV/2024/00041", "INV/2024/00042")),
    Row("", ACCOUNT, ("alle offenen Posten",), INV, tuple(INV)),
    Row("", ACCOUNT, ("OTHER REFERENCE: INVOICE 10023",), PURE, ("10023",)),
    Row("", ACCOUNT, ("INV NO 10023 10024", "10031"), PURE, ("10023", "10024", "10031")),
    Row("", "", ("ACME INC INVOICE 10024",), PURE, ("10024",)),
    Row("", "", (), PURE, ("10023", "10024"), documents=(Document("10023", 150075), Document("10024", 99900))),
    Row("", ACCOUNT, (), PURE, ("10031",), documents=(Document("0010031", 20010),)),
    Row("Pia Rutschmann", "", ("Auftrag vom 15.06.2020",), {"4711": 394975}, ("4711",)),
    Row("", "", (f"REF {QRR}",), {"4711": 394975, "4712": 1000}, ("4711",), references={"4711": QRR}),
    Row("", "", ("21 00000 00003 13947 14300 09017",), {"4711": 394975}, ("4711",), references={"4711": QRR}),
    Row("", "", ("21 00000 00003 13947 1430", "0 09017"), {"4711": 394975}, ("4711",), references={"4711": QRR}),
    Row("", "", ("RF18 5390 0754 7034",), {"4711": 199925, "4712": 7}, ("4711",), references={"4711": RF}),
    Row("", "", ("rf18539007547034 thanks",), {"4711": 199925}, ("4711",), references={"4711": RF}),
    Row("", "CH9300762011623852957", ("RF19539007547034",), {"4711": 199925}, ("4711",), references={"4711": RF}),
    Row("", "", (OGM,), {"VEN/7": 5000, "VEN/8": 6}, ("VEN/7",), references={"VEN/7": OGM}),
    Row("", "", ("***090/9337/55493***",), {"VEN/7": 5000}, ("VEN/7",), references={"VEN/7": OGM}),
    Row("", "", ("090933755493",), {"VEN/7": 5000}, ("VEN/7",), references={"VEN/7": OGM}),
    Row("", "", ("1234561",), {"VEN/7": 5000}, ("VEN/7",), references={"VEN/7": "1234561"}),
    Row("", ACCOUNT, ("INV/2024/00042",), INV, ("INV/2024/00042",), 20000, choice=True),
    Row("", ACCOUNT, ("INV/2024/00042 less freight",), INV, ("INV/2024/00042",), 23300, choice=True),
)


def books(row):
    """Return (customers, items) of a row; its items are those of the payer, or of the second customer."""
    owner = 2 if "CH93" in row.account or row.name.startswith("Pia") or row.references else 1
    items = [
        Item(number, owner, number, amount, "EUR", date(2024, 5, 1), date(2024, 5, 31),
             payment_reference=dict(row.references).get(number, number), kind=CREDIT if amount < 0 else "invoice")
        for number, amount in row.items.items()]
    return CUSTOMERS, [*items, Item("other", 3, "INV/2024/00099", 23800, "EUR", DAY, DAY)]


def case(row):
    """Return the :class:`.cash_case.Case` of a row; without an amount what is meant is paid in full."""
    whole = sum(row.items[number] for number in row.meant)
    payment = Payment(
        "published", row.amount or whole, "EUR", DAY, row.name, row.account, texts=row.lines, documents=row.documents,
        references=references("", row.lines))
    expected = {number: row.amount or row.items[number] for number in row.meant}
    return Case("published", payment, expected, True, row.choice)
