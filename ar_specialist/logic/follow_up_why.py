"""Why a customer is reminded today, or is not: item by item, in the codes of the decision itself."""

#: The item goes out with today's notice.
DUE = "due"
#: The item's own due date is still to come.
COMING_DUE = "coming_due"


def explain(account, decisions, has_policy, day):
    """Return [(code, item ids)]: DUE for the items that go out, else each reason against with the items it keeps.

    Overdue items whose step is not due have the code "not_due", those before their due date COMING_DUE; without a
    policy all have "no_policy".

    :param account: :class:`~.follow_up.Account`
    :param decisions: what :func:`~.follow_up.decide` made of it
    """
    told = {}
    seen = set()
    if not has_policy:
        return [("no_policy", [item.id for item in account.items])] if account.items else []
    for decision in decisions:
        steps = [step.item.id for step in decision.steps]
        back = [step.item for step in decision.held_back]
        seen.update(steps, (item.id for item in back))
        own = {code for item in back for code in item.against}
        for code in decision.reasons or ([DUE] if steps else []):
            if code not in own:
                told.setdefault(code, []).extend(steps or [item.id for item in back])
        _own_reasons(back, told)
    rest = [item for item in account.items if item.id not in seen]
    _own_reasons([item for item in rest if item.against], told)
    for item in rest:
        if not item.against:
            told.setdefault("not_due" if item.days_late(day) > 0 else COMING_DUE, []).append(item.id)
    return list(told.items())


def _own_reasons(items, told):
    for item in items:
        for code in item.against:
            told.setdefault(code, []).append(item.id)
