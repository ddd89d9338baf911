"""All that happened between a customer account and us, as one table."""

from odoo.tools import SQL

#: Kinds of events; with the id of its record the place in this list is the id of an event.
KINDS = ("contact", "notice", "promise", "dispute", "email", "statement")
#: Documents with the emails on them: (table, which account a mail on one belongs to).
DOCUMENTS = {
    "account.move": ("account_move", SQL("account.company_id = document.company_id")),
    "res.partner": ("res_partner", SQL("TRUE")),
    "ar.account": ("ar_account", SQL("account.id = document.id")),
    "ar.dispute": ("ar_dispute", SQL("account.id = document.account_id")),
    "ar.promise": ("ar_promise", SQL("account.id = document.account_id")),
    "ar.notice": ("ar_notice", SQL("account.id = document.account_id")),
    "ar.statement": ("ar_statement", SQL("account.id = document.account_id")),
}
# Enough for more kinds to come, so that the ids of events stay.
STEP = 16


def timeline_table(env, readable):
    """Return SQL for the events: id, kind, account, company, day and time, user, person, and the record itself.

    :param readable: {model name: Query of the documents whose emails the user may read}
    """
    events = [
        _event("contact", SQL("ar_contact_log"), date=SQL("date"), user=SQL("user_id"), person=SQL("person_id")),
        _event("notice", SQL("ar_notice"), date=SQL("create_date"), user=SQL("create_uid"),
               person=SQL("partner_id"), condition=SQL("state = 'sent'"), day=SQL("date")),
        _event("promise", SQL("ar_promise"), date=SQL("create_date"), user=SQL("user_id"), person=SQL("promised_by_id"),
               day=SQL("date_made")),
        _event("dispute", SQL("ar_dispute"), date=SQL("create_date"), user=SQL("user_id"), person=SQL("contact_id"),
               condition=SQL("account_id IS NOT NULL"), day=SQL("date_opened")),
        _event("statement", SQL("ar_statement"), date=SQL("sent_on"), user=SQL("sent_by_id"), person=SQL("partner_id"),
               condition=SQL("state IN ('sent', 'to_print', 'printed')")),
        *_emails(readable),
    ]
    return SQL(" UNION ALL ").join(events)


def _event(kind, table, *, date, user, person, condition=SQL("TRUE"), day=None):
    """Return the events of one table; where only their day counts the time of day is that of writing, if it is then."""
    if day is not None:
        date = SQL("CASE WHEN (%s)::date = %s THEN %s ELSE %s + time '12:00' END", date, day, date, day)
    references = SQL(", ").join(
        SQL("%s AS %s", SQL("id") if kind == name else SQL("NULL::integer"), SQL.identifier(f"{name}_id"))
        for name in KINDS)
    return SQL(
        "SELECT id::bigint * %s + %s AS id, %s AS kind, account_id, company_id, (%s)::timestamp AS date,"
        " %s AS user_id, %s AS person_id, %s FROM %s WHERE %s",
        STEP, KINDS.index(kind), kind, date, user, person, references, table, condition)


def _emails(readable):
    """Return the emails that the customers' contacts sent, on the documents that the user may read."""
    for model, (table, account) in DOCUMENTS.items():
        query = readable.get(model)
        if query is None:
            continue
        yield SQL(
            # A mail on a contact is an event in each company: the company's id above those of all messages.
            "SELECT message.id::bigint * %(step)s + %(kind)s + (account.company_id::bigint << 36), 'email', account.id,"
            " account.company_id, message.date, NULL::integer, message.author_id,"
            " NULL, NULL, NULL, NULL, message.id, NULL"
            " FROM mail_message message JOIN res_partner author ON author.id = message.author_id"
            " JOIN %(table)s document ON document.id = message.res_id"
            " JOIN ar_account account ON account.partner_id = author.commercial_partner_id AND %(account)s"
            " WHERE message.message_type = 'email' AND message.model = %(model)s AND document.id IN %(readable)s",
            step=STEP, kind=KINDS.index("email"), table=SQL.identifier(table), account=account, model=model,
            readable=query.subselect())
