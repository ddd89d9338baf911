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
    company: str
    total: str
    no_customer: str
    nothing_open: str
    summary_sheet: str
    items_sheet: str


def aging_texts(env, *, group, days, bucket_labels):
    """Return the :class:`Texts` in the language of `env`; the three given depend on what was asked."""
    return Texts(
        group=group, days=days, bucket_labels=bucket_labels,
        title=env._("Aging of receivables"),
        customer=env._("Customer"),
        customer_reference=env._("Customer reference"),
        number=env._("Number"),
        reference=env._("Reference"),
        date=env._("Date"),
        due_date=env._("Due date"),
        bucket=env._("Bucket"),
        open_amount=env._("Open amount"),
        currency=env._("Currency"),
        document_amount=env._("In document currency"),
        document_currency=env._("Document currency"),
        company=env._("Company"),
        total=env._("Total"),
        no_customer=env._("No customer"),
        nothing_open=env._("Nothing is open on this day with these filters."),
        summary_sheet=env._("Aging"),
        items_sheet=env._("Items"),
    )
