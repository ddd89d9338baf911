from . import aging_files, notice_payment, notice_portal
