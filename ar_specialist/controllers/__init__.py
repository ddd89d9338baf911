from . import aging_files
