"""Whether what a customer enters itself pauses follow-ups at once."""

NOT_OFFERED, AFTER_ACCEPTANCE, AT_ONCE = "no", "accept", "at_once"


def pauses(setting, entered_before):
    """Return whether a promise or dispute for some items counts without anybody's acceptance.

    The second time for the same item a person decides: else a customer could put its invoices off for good.

    :param setting: the company's: NOT_OFFERED, AFTER_ACCEPTANCE or AT_ONCE
    :param entered_before: whether an item was promised, or contested, on the page before
    """
    return setting == AT_ONCE and not entered_before
