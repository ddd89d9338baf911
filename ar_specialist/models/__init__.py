# First: others inherit from them.
from . import (
    ar_background,
    ar_choice,
    ar_delivery,
    ar_delivery_mail,
    ar_described,
    ar_file_fault,
    ar_insert,
    ar_planned_work,
    ar_report_screen,
)

# isort: split
from . import (
    account_journal,
    account_move,
    account_move_line,
    account_move_line_as_of,
    account_move_line_settled,
    import_context,
    ir_actions_act_window,
    ir_actions_report,
    ir_attachment,
    mail_activity,
    mail_mail,
    mail_message,
    mail_notification,
    res_company,
    res_config_settings,
    res_partner,
    res_partner_account,
)

# isort: split
# A room's override of what another room defines comes after it.
from . import customer_account  # isort: skip
from . import aging  # isort: skip
from . import follow_up  # isort: skip
from . import promise  # isort: skip
from . import dispute  # isort: skip
from . import document_cases  # isort: skip
from . import worklist  # isort: skip
from . import statement  # isort: skip
from . import remittance  # isort: skip
from . import cash  # isort: skip
from . import portal  # isort: skip
from . import receivables_import  # isort: skip
from . import roll_forward  # isort: skip
from . import provision  # isort: skip
from . import write_off  # isort: skip
from . import snapshot  # isort: skip
from . import period_close  # isort: skip
from . import tie_out  # isort: skip
from . import reconciliation  # isort: skip
from . import confirmation  # isort: skip
