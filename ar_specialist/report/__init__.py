from . import ar_statement, report_aging, report_notice_letter
