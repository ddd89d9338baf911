import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { ControlPanel } from "@web/search/control_panel/control_panel";
import { AgingDate } from "../aging/aging_date";
import { ReportAction } from "../report_screen/report_action";
import { ReportChoices } from "../report_screen/report_choices";
import { TieOutCauses } from "./tie_out_causes";
import { TieOutTable } from "./tie_out_table";

const ICONS = {
    agrees: "fa-check-circle text-success",
    explained: "fa-info-circle text-warning",
    unexplained: "fa-exclamation-circle text-danger",
    empty: "fa-info-circle text-muted",
};

export class TieOutAction extends ReportAction {
    static template = "ar_specialist.TieOutAction";
    static path = "receivables-tie-out";
    static displayName = _t("Tie-Out");
    static components = { AgingDate, ControlPanel, TieOutCauses, TieOutTable };
    static model = "ar.tie.out";
    static files = "tie_out";
    static reportChoices = new ReportChoices({ as_of: "" }, { as_of: "as_of" }, ["as_of"]);
    // The general ledger is one side of it.
    static isChecked = false;

    /** The aging opens it for its own day. */
    get given() {
        return { as_of: this.props.action.context?.as_of, ...super.given };
    }

    prepare() {}

    readPage() {
        return this.call("get_page", this.options);
    }

    get icon() {
        return ICONS[this.data.page.state];
    }

    get explaining() {
        return this.data.page.causes.filter((cause) => cause.explains);
    }

    get odd() {
        return this.data.page.causes.filter((cause) => !cause.explains);
    }

    openCause(cause, part) {
        const place = part ? [part.account_id, part.currency_id] : [];
        return this.open("action_items", cause.company_id, cause.code, ...place);
    }

    openSide(method, companyId, accountId, currencyId) {
        return this.open(method, companyId, accountId, currencyId || null);
    }

    open(method, ...args) {
        return this.doActionOf(method, this.report.as_of, ...args);
    }
}

registry.category("actions").add("ar_specialist.tie_out", TieOutAction);
