from . import ar_policy_preview, ar_run_planning
