"""Files and codes from outside, as banks and standards bodies publish them: bytes and text to frozen dataclasses.

Other people's parsers are welcome here; the database, the disk and the network are not.
"""

from . import registered_numbers
