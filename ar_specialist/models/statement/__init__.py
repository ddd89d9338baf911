"""Statements of account: figures, documents, schedules, sendings."""

from . import (
    ar_account_statement,
    ar_account_statement_contents,
    ar_account_statement_group,
    ar_account_statement_pages,
    ar_account_statement_qr,
    ar_account_statement_rows,
    ar_account_statement_sums,
    ar_account_statement_xlsx,
    ar_statement,
    ar_statement_batch,
    ar_statement_cron,
    ar_statement_deliver,
    ar_statement_execute,
    ar_statement_figure,
    ar_statement_mail,
    ar_statement_pdf,
    ar_statement_plan,
    ar_statement_print,
    ar_statement_schedule,
    ar_statement_screen,
)
