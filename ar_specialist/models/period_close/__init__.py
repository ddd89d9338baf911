"""The close of a month and of a year: checklist, sign-off, close pack, lock dates."""

from . import (
    ar_period_close_task,
    ar_period_close,
    ar_period_close_check,
    ar_period_close_found,
    ar_period_close_parts,
    ar_period_close_refresh,
    ar_period_close_sign,
    ar_period_close_open,
    ar_period_close_figures,
    ar_period_close_pack,
    ar_period_close_printed,
    ar_period_close_xlsx,
    ar_period_close_lock,
    ar_period_close_cron,
    res_company_period_close,
    res_config_settings_period_close,
)
