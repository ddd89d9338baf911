"""What stands in the way of closing the demo's last month: three things that somebody has to find and mend.

An entry that is nobody's, an invoice that was never posted, and payments on the bank statement that nobody matched;
the last come with Odoo's own demo data.
"""

from .facts import History, Invoice

#: A rebate was booked by hand on the receivable account, and nobody said whose it is.
NO_CUSTOMER, NO_CUSTOMER_TEXT = 1_250.0, "Rebate agreed at the trade fair"
#: Rebates are accrued while the year goes on: granting one is no loss of receivables.
ACCRUED, ACCRUED_CODE = "Accrued rebates to customers", "AR2190"
#: The overpayment of the story is younger than that at the end of any month.
UNAPPLIED_DAYS = 45
#: What a person did in the month that is closed.
WAIVED = {
    "unapplied": "Customers were asked; they answer by the end of next month",
    "credits": "Kept for the next orders, agreed with sales",
}
REASON = "Looked at with the controller; goes on into next month"


def forgotten(last):
    """Return the invoice that was drafted on the last day of a month and never posted."""
    return History(invoices=[
        Invoice("close_draft", "pinecrest", last, "30days", (("desk", 6), ("chair", 12)), draft=True)])
