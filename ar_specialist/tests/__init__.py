# Odoo's own runner finds what is imported here; pytest finds the files.
from . import (
    test_aging_compute,
    test_aging_files,
    test_aging_pdf,
    test_aging_xlsx,
    test_bucket_records,
    test_demo,
    test_invoice_days_late,
    test_logic_aging,
    test_logic_demo,
    test_logic_pages,
    test_logic_periods,
    test_open_items,
    test_open_items_tour,
    test_partner_aging,
    test_query_aging,
    test_query_aging_examples,
)
