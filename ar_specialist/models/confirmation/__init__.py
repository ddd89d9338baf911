"""Balance confirmations for an audit: requests in a batch, their answers, reminders, lists for the auditor."""

from . import (
    ar_account_confirmation,
    ar_balance_request,
    ar_balance_request_answer,
    ar_balance_request_document,
    ar_balance_request_execute,
    ar_balance_request_figures,
    ar_balance_request_files,
    ar_balance_request_letter,
    ar_balance_request_line,
    ar_balance_request_mail,
    ar_balance_request_prepare,
    ar_balance_request_print,
    ar_balance_request_remind,
    ar_balance_request_screen,
    ar_balance_request_select,
)
