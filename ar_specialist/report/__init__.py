from . import report_aging, report_notice_letter
