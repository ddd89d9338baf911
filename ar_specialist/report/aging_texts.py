"""Words on the printed aging, in the reader's language."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Texts:
    title: str
    group: str
    days: str
    bucket_labels: list
    customer: str
    customer_reference: str
    number: str
    reference: str
    date: str
    due_date: str
    bucket: str
    open_amount: str
    currency: str
    document_amount: str
    document_currency: str
    total: str
    no_customer: str
    nothing_open: str
    summary_sheet: str
    items_sheet: str


def aging_texts(env, *, group, days, bucket_labels):
    """Return the :class:`Texts` in the language of `env`; the three given depend on what was asked."""
    _ = env._
    return Texts(
        group=group, days=days, bucket_labels=bucket_labels,
        title=_("Aging of receivables"),
        customer=_("Customer"),
        customer_reference=_("Customer reference"),
        number=_("Number"),
        reference=_("Reference"),
        date=_("Date"),
        due_date=_("Due date"),
        bucket=_("Bucket"),
        open_amount=_("Open amount"),
        currency=_("Currency"),
        document_amount=_("In document currency"),
        document_currency=_("Document currency"),
        total=_("Total"),
        no_customer=_("No customer"),
        nothing_open=_("Nothing is open on this day with these filters."),
        summary_sheet=_("Aging"),
        items_sheet=_("Items"),
    )
