"""Files and codes as banks and standards bodies publish them: to dataclasses, without Odoo or a database."""
