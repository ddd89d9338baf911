"""Pure rules: standard library only, never Odoo; the day is always an argument."""
