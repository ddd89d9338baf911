"""What a bank file says as advice: a notification (camt.054) explains bookings that a statement holds in one sum."""

from .records import Document, Remittance


def advices_of(bank_file):
    """Return the :class:`Remittance` s of a file: its own, and one per payment of a camt.054.

    `reference` is the bank's reference of the booking, by which a statement's entry is found.
    """
    if not bank_file.format.startswith("camt.054"):
        return bank_file.remittances
    return tuple(
        _advice(payment, entry) for statement in bank_file.statements for entry in statement.entries
        for payment in entry.payments)


def _advice(payment, entry):
    documents = payment.documents
    if not documents and payment.structured_reference.strip("0"):
        documents = (Document(payment.structured_reference, payment.amount),)
    return Remittance(
        payer=payment.payer_name, day=payment.day, amount=payment.amount, currency=payment.currency,
        reference=entry.reference or payment.reference, documents=documents, texts=payment.texts,
        payer_account=payment.payer_account)
