"""The customer account: one commercial partner in one company."""

from . import (
    ar_account,
    ar_account_activity,
    ar_account_behaviour,
    ar_account_credit_limit,
    ar_account_ensure,
    ar_account_figures,
    ar_account_kept_back,
    ar_account_payable,
    ar_account_payment_details,
    ar_account_people,
    ar_account_screen,
    ar_account_timeline,
    ar_segment,
    ar_timeline,
)
