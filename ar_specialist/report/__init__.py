from . import (
    ar_statement,
    report_confirmation,
    report_dispute_sheet,
    report_notice_letter,
    report_period_close,
    report_promise_letter,
    report_provision,
    report_reconciliation,
    report_screens,
)
