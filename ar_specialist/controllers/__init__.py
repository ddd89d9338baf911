from . import aging_files, notice_portal
