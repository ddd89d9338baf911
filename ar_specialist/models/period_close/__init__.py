"""The close of a month and of a year: checklist, sign-off, close pack, lock dates."""

# First: others inherit from them.
from . import ar_period_close, ar_period_close_check, ar_period_close_task

# isort: split
from . import (
    ar_period_close_activity,
    ar_period_close_changed,
    ar_period_close_cron,
    ar_period_close_figures,
    ar_period_close_found,
    ar_period_close_lock,
    ar_period_close_open,
    ar_period_close_order,
    ar_period_close_parts,
    ar_period_close_printed,
    ar_period_close_refresh,
    ar_period_close_sign,
    ar_period_close_written_off,
    ar_period_close_xlsx,
    res_company_period_close,
    res_config_settings_period_close,
)

# isort: split
# What it keeps belongs to the signature.
from . import ar_period_close_pack
