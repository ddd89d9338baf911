"""Numbers of documents that are no longer open, so that nobody takes one for a mistyped other."""

from datetime import timedelta

from odoo.tools import SQL

#: A payment names nothing older twice, and so many are held at once.
DAYS, MOST = 400, 100_000


def paid_numbers(env, company, day, customers=None, documents=None):
    """Return the numbers of the documents of the last :data:`DAYS` before `day` that are settled, the latest of them.

    Of those with a payment reference of their own this is a number, too.

    :param customers: ids of commercial partners; None: everybody's
    :param documents: ids of those among which they are looked for; None: all
    """
    env["account.move"].flush_model([
        "commercial_partner_id", "company_id", "invoice_date", "move_type", "name", "payment_reference",
        "payment_state", "state"])
    among = [SQL("TRUE")]
    if customers is not None:
        among.append(SQL("commercial_partner_id = ANY(%s)", list(customers)))
    if documents is not None:
        among.append(SQL("id = ANY(%s)", list(documents)))
    rows = env.execute_query(SQL(
        "SELECT name, payment_reference FROM account_move WHERE company_id = %s AND state = 'posted'"
        " AND move_type IN ('out_invoice', 'out_refund', 'out_receipt')"
        " AND payment_state IN ('paid', 'in_payment', 'reversed') AND invoice_date >= %s AND %s"
        " ORDER BY invoice_date DESC, id DESC LIMIT %s",
        company.id, day - timedelta(days=DAYS), SQL(" AND ").join(among), MOST))
    numbers = [name for name, _reference in rows]
    return numbers + [reference for name, reference in rows if reference and reference != name]
