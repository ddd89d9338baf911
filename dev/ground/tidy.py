"""Remove what nobody will ask for again: databases of clones that are gone, and templates that were cut short."""

import re
import shutil
from pathlib import Path

from . import databases
from .layout import CACHE, OWN, ROOT, own_folder
from .shell import free


def tidy(server):
    """Note where this clone lies, and drop what belongs to clones that lie nowhere any more."""
    (own_folder() / "place").write_text(str(ROOT))
    for note in OWN.parent.glob("*/place"):
        if not (Path(note.read_text()) / "dev" / "ground").is_dir():
            for name in databases.named_like(server, f"ar_{note.parent.name}_"):
                databases.drop(server, name)
            shutil.rmtree(note.parent, ignore_errors=True)
    for name in databases.named_like(server, "ar_template_"):
        making = re.fullmatch(r"(.*)_making", name)
        # Whoever makes it holds the lock.
        if making and free(CACHE / f"{making[1]}.lock"):
            databases.drop(server, name)
