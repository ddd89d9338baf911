# Odoo's own runner finds what is imported here; pytest finds the files.
from . import (
    test_logic_aging,
    test_logic_periods,
    test_query_aging,
    test_query_aging_examples,
)
