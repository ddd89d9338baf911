"""Files and codes as banks and standards bodies publish them: bytes or text to dataclasses, without Odoo or a database."""
