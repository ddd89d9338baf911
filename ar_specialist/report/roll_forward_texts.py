"""Words on the printed roll-forward, in the reader's language."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RollTexts:
    """`labels` are the headings of the amounts but the last, which is `total`: so the aging's tables take them."""

    title: str
    group: str
    labels: list
    total: str
    sums: str
    currency: str
    customer: str
    number: str
    reference: str
    date: str
    journal: str
    column: str
    amount: str
    company: str
    no_customer: str
    nothing: str
    summary_sheet: str
    items_sheet: str


def roll_texts(env, *, group, labels):
    """Return the :class:`RollTexts` in the language of `env`.

    :param labels: headings of all columns of amounts
    """
    *before, last = labels
    return RollTexts(
        group=group, labels=before, total=last,
        title=env._("Roll-forward of receivables"),
        sums=env._("Total"),
        currency=env._("Currency"),
        customer=env._("Customer"),
        number=env._("Number"),
        reference=env._("Reference"),
        date=env._("Date"),
        journal=env._("Journal"),
        column=env._("Column"),
        amount=env._("Amount"),
        company=env._("Company"),
        no_customer=env._("No customer"),
        nothing=env._("Nothing was open and nothing happened in this period."),
        summary_sheet=env._("Roll-forward"),
        items_sheet=env._("Movements"),
    )
