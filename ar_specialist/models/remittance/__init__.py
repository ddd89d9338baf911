"""Remittance advices: what customers say that their payments are for."""

from . import (
    ar_cash_payment_remittance,
    ar_remittance,
    ar_remittance_change,
    ar_remittance_line,
    ar_remittance_link,
    ar_remittance_lookup,
    ar_remittance_mail,
    ar_remittance_receive,
    res_company_remittance,
    res_config_settings_remittance,
)
