from . import (
    account_actions,
    account_conversation,
    account_files,
    account_payment,
    account_portal,
    aging_files,
    notice_payment,
    notice_portal,
    provision_files,
    period_close_files,
    roll_forward_files,
    tie_out_files,
)
