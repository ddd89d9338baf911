"""Open items and their aging."""

from . import (
    ar_aging,
    ar_aging_heading,
    ar_aging_items,
    ar_aging_ledger_check,
    ar_aging_options,
    ar_aging_pages,
    ar_aging_pdf,
    ar_aging_printed,
    ar_aging_screen,
    ar_aging_screen_items,
    ar_aging_xlsx,
    ar_bucket,
    ar_bucket_set,
    ar_bucket_set_buckets,
    ar_open_item,
)
