from . import (
    account_actions,
    account_conversation,
    account_files,
    account_payment,
    account_portal,
    confirmation_files,
    notice_payment,
    notice_portal,
    period_close_files,
    provision_files,
    reconciliation_files,
    report_screen_files,
)
