"""The cases a specialist meets, told one by one; days are counted back from the given day."""

from datetime import timedelta

from .facts import History, Invoice, Receipt, Reversal


def main_story(day):
    """Return the cases of the main company."""
    story = History()
    for case in (
        _credits, _refunds, _part_payments, _instalments, _overpayment, _unapplied_payments, _oldest_item, _draft,
    ):
        story += case(lambda days: day - timedelta(days=days))
    return story


def european_story(day):
    """Return the cases of the second company, whose own currency is the euro."""
    def ago(days):
        return day - timedelta(days=days)

    return History(
        invoices=[
            Invoice("eu_part", "brandt", ago(66), "30days", (("table", 2), ("chair", 12))),
            Invoice("eu_dollar", "kirchberg", ago(50), "30days", (("booth", 1), ("planning", 2)), foreign=True),
            Invoice("eu_credit", "delvaux", ago(30), "30days", (("lamp", 6),), credit=True),
        ],
        receipts=[
            Receipt("brandt", ago(21), (("eu_part", None),), share=0.5, memo="50 %, rest follows"),
            Receipt("hansen", ago(9), extra=1800.0, memo="Anzahlung"),
        ],
    )


def _credits(ago):
    """Return a customer with nothing but a credit, and one with a credit that nobody applied."""
    return History(invoices=[
        Invoice("credit_only", "granite", ago(48), "30days", (("cabinet", 4),), credit=True),
        Invoice("credit_open", "castlegate", ago(25), "immediate", (("lamp", 8),), credit=True),
    ])


def _refunds(ago):
    """Return an invoice that was taken back whole, and one that was credited in part and is open for the rest."""
    return History(
        invoices=[
            Invoice("reversed", "vidal", ago(100), "30days", (("chair", 10),), foreign=True),
            Invoice("credited", "vidal", ago(58), "30days", (("desk", 6), ("lamp", 12)), foreign=True),
            Invoice("credit_part", "vidal", ago(33), "30days", (("lamp", 12),), True, True, settles="credited"),
        ],
        reversals=[Reversal("reversed", ago(82), "Delivered to the wrong site")],
    )


def _part_payments(ago):
    return History(
        invoices=[
            Invoice("part_1", "bluewater", ago(96), "30days", (("desk", 10), ("panel", 40))),
            Invoice("part_2", "hansen", ago(125), "30days", (("chair", 16),), foreign=True),
            Invoice("part_3", "thornbury", ago(70), "30days", (("booth", 1), ("delivery", 2))),
        ],
        receipts=[
            Receipt("bluewater", ago(44), (("part_1", None),), share=0.4, memo="Part payment"),
            Receipt("bluewater", ago(15), (("part_1", None),), share=0.5, memo="Second part"),
            Receipt("hansen", ago(60), (("part_2", None),), share=0.5, foreign=True, memo="1. Teilzahlung"),
            Receipt("thornbury", ago(22), (("part_3", None),), share=0.75, memo="Paid less damaged booth door"),
        ],
    )


def _instalments(ago):
    """Return an invoice whose first instalment is paid, the second late, the third not due."""
    return History(
        invoices=[Invoice("instalments", "pinecrest", ago(71), "instalments", (("desk", 24), ("chair", 24)))],
        receipts=[Receipt("pinecrest", ago(38), (("instalments", 0),))],
    )


def _overpayment(ago):
    return History(
        invoices=[Invoice("overpaid", "ravenscar", ago(72), "30days", (("table", 1), ("chair", 6)))],
        receipts=[Receipt("ravenscar", ago(40), (("overpaid", None),), extra=240.0, memo="Invoice paid and 240 more")],
    )


def _unapplied_payments(ago):
    """Return payments that nobody has matched: beside open invoices, in both currencies, and a deposit."""
    return History(
        invoices=[
            Invoice("unapplied_1", "spree", ago(75), "30days", (("desk", 8),), foreign=True),
            Invoice("unapplied_2", "spree", ago(34), "30days", (("panel", 50), ("planning", 1)), foreign=True),
        ],
        receipts=[
            Receipt("spree", ago(20), extra=5000.0, foreign=True, memo="Zahlung ohne Rechnungsnummer"),
            Receipt("sunbelt", ago(12), extra=2500.0, memo="On account"),
            Receipt("tirol", ago(5), extra=7500.0, foreign=True, memo="Anzahlung Projekt Talstation"),
        ],
    )


def _oldest_item(ago):
    return History(invoices=[Invoice("oldest", "penhallow", ago(318), "30days", (("cabinet", 8), ("chair", 4)))])


def _draft(ago):
    return History(invoices=[
        Invoice("draft", "northgate", ago(0), "30days", (("desk", 5), ("delivery", 1)), draft=True)])
