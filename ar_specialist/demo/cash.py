"""What came in at the demo company's banks yesterday: one payment for each case that a specialist meets."""

from dataclasses import dataclass
from datetime import timedelta

from .facts import History, Invoice

#: Account of the second journal, and of customers whose account is known: numbers that standards use as examples.
EURO_ACCOUNT = "DE89370400440532013000"
ACCOUNTS = {
    "northgate": "3041036004", "lakeshore": "0111000065", "cascade": "021302648",
    "castlegate": "GB29NWBK60161331926819", "zuercher": "CH9300762011623852957", "redrock": "041036001",
    "hansen": "DE75512108001245126199", "wiener": "AT611904300234573201",
}


@dataclass(frozen=True)
class Coming:
    """A payment; its amount is that of the items it pays, less `short`, with `extra`.

    :param customer: key of who pays; "" for somebody unknown
    :param items: (customer, place among its open items by due day), or the key of an invoice of `invoices()`
    :param text: with {0}, {1} for the items' numbers, {cut0}, {cut1} for what payers leave of them
    :param name: as the bank writes the payer
    :param discount: less the cash discount
    :param listed: the items are listed in the structured part as well
    """

    customer: str
    items: tuple
    text: str
    name: str = ""
    short: float = 0.0
    extra: float = 0.0
    discount: bool = False
    listed: bool = False


DOLLARS = (
    Coming("northgate", (("northgate", 0),), "{0}"),
    Coming("bluewater", (("bluewater", -1), "cash_credit"), "{0} LESS {1}", "BLUEWATER MARINE SUPPLY"),
    Coming("thornbury", (("thornbury", 0), ("thornbury", 1)), "INVOICES {cut0} AND {cut1}", "THORNBURY AND LOWE"),
    Coming("lakeshore", (("lakeshore", -1),), "{0} less damaged goods", short=446.5),
    Coming("zuercher", (("zuercher", 0),), "{0} und Anzahlung", extra=500.0),
    Coming("castlegate", ("cash_twin_1",), "YOUR INVOICE"),
    Coming("cascade", (("cascade", 0), ("cascade_retail", 0)), "{0} {1}"),
    Coming("harbor", ("cash_discount",), "{0} less 2 % cash discount", "HARBOR STREET COFFEE", discount=True),
    Coming("maplewood", tuple(("maplewood", at) for at in range(3)), "as per statement", "MAPLEWOOD PROPERTY"),
    Coming("redrock", (("redrock", 0),), "INVOICE {typo0}"),
    Coming("", (), "Thank you", "J SMITH CONSULTING", extra=1250.0),
)
#: Two payments that the bank booked as one.
COLLECTED = (
    Coming("penhallow", (("penhallow", 0),), "", "Penhallow Fisheries Ltd", listed=True),
    Coming("sunbelt", (("sunbelt", 1),), "", "Sunbelt Solar Installers", listed=True),
)
EUROS = (
    Coming("hansen", (("hansen", 0), ("hansen", 1)), "RG {0} U. {1}"),
    Coming("rheingold", (("rheingold", 1), ("rheingold", 2)), "Rechnungen {cut0}, {cut1}", "Rheingold Lebensmittel"),
    Coming("wiener", (("wiener", 0),), "Rechnung {cut0}", short=11.83),
)
#: What the company paid itself.
RENT = 4200.0


def invoices(day):
    """Return the invoices that only these payments need: two of one amount, one with cash discount, a credit note."""
    def ago(days):
        return day - timedelta(days=days)

    return History(invoices=[
        Invoice("cash_twin_1", "castlegate", ago(12), "30days", (("lamp", 10),)),
        Invoice("cash_twin_2", "castlegate", ago(9), "30days", (("lamp", 10),)),
        Invoice("cash_discount", "harbor", ago(4), "discount", (("chair", 4), ("lamp", 6))),
        Invoice("cash_credit", "bluewater", ago(10), "immediate", (("chair", 2),), credit=True),
    ])
