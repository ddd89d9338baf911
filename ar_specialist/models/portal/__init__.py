"""The customer's own page: what it shows, and what customers send in."""

from . import (
    ar_account_pay_online,
    ar_account_portal,
    ar_account_portal_cases,
    ar_account_portal_documents,
    ar_account_portal_open,
    ar_account_portal_page,
    ar_account_portal_told,
    ar_balance_answer,
    ar_portal_balance,
    ar_portal_contact,
    ar_portal_conversation,
    ar_portal_dispute,
    ar_portal_faults,
    ar_portal_form_values,
    ar_portal_items,
    ar_portal_promise,
    ar_portal_request,
    ar_portal_submit,
    res_company_portal,
    res_config_settings_portal,
)
