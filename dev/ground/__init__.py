"""The ground the project stands on: Odoo, its Python packages and a PostgreSQL, made from nothing.

Everything made here lies in one cache folder that several clones of the repository share; only the databases
belong to one clone.
"""
