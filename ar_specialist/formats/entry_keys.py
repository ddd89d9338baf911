"""Names by which a booking is known again in another file, so that none is imported twice."""

import hashlib
from collections import Counter


def entry_keys(statement):
    """Return one key per entry, the same in every file that holds the booking, whatever stands around it.

    A key is made of account, day, currency, amount and the bank's reference; where the bank gives none, of all that
    the booking says instead. Bookings that say the same are counted, so that the second of two equal ones is another.
    """
    seen = Counter()
    keys = []
    for entry in statement.entries:
        said = _said(statement, entry)
        seen[said] += 1
        keys.append(hashlib.sha256(f"{said}|{seen[said]}".encode("utf-8", "replace")).hexdigest())
    return tuple(keys)


def _said(statement, entry):
    core = (statement.account, entry.day.isoformat(), entry.currency, format(entry.amount.normalize(), "f"))
    if entry.reference:
        return "|".join((*core, entry.reference))
    return "|".join((
        *core, entry.payer_account, entry.payer_name, entry.end_to_end, entry.structured_reference, *entry.texts))
