"""The tie-out: whether the receivables sub-ledger is the general ledger, and what looks odd in it."""

from . import (
    ar_tie_out,
    ar_tie_out_causes,
    ar_tie_out_items,
    ar_tie_out_options,
    ar_tie_out_pdf,
    ar_tie_out_screen,
    ar_tie_out_texts,
    ar_tie_out_xlsx,
)
