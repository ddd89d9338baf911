import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { ControlPanel } from "@web/search/control_panel/control_panel";
import { AgingDate } from "../aging/aging_date";
import { AgingSearch } from "../aging/aging_search";
import { AgingSelect } from "../aging/aging_select";
import { ReportAction } from "../report_screen/report_action";
import { ROLL_CHOICES } from "./roll_forward_state";
import { RollForwardTable } from "./roll_forward_table";

/** How what was open became what is open, in a period. */
export class RollForwardAction extends ReportAction {
    static template = "ar_specialist.RollForwardAction";
    static path = "receivables-roll-forward";
    static displayName = _t("Roll-Forward");
    static components = { AgingDate, AgingSearch, AgingSelect, ControlPanel, RollForwardTable };
    static model = "ar.roll.forward";
    static files = "roll_forward";
    static reportChoices = ROLL_CHOICES;

    setup() {
        super.setup();
        this.searchText = _t("Search customer…");
    }

    get ledgerDay() {
        return this.report.date_to;
    }

    /** The chosen days as one of the periods, or as days of one's own. */
    get periods() {
        return [...this.choices.periods, { id: "own", name: _t("Own days") }];
    }

    get period() {
        const { date_from, date_to } = this.report;
        return this.choices.periods.find(({ first, last }) => first === date_from && last === date_to)?.id || "own";
    }

    setPeriod(id) {
        const period = this.choices.periods.find((one) => one.id === id);
        if (period) {
            this.update({ date_from: period.first, date_to: period.last });
        }
    }

    /** A first day after the last one takes the last one along, and the other way round. */
    setDay(name, day) {
        const days = { date_from: this.report.date_from, date_to: this.report.date_to, [name]: day };
        if (days.date_from > days.date_to) {
            days.date_from = days.date_to = day;
        }
        this.update(days);
    }

    openItems(column, key, currencyId) {
        return this.doActionOf("action_items", column, key, currencyId, this.options);
    }

    get canOpen() {
        return this.report.group_by === "partner" && this.mayOpenAccounts;
    }

    openRecord(row) {
        return this.openAccount(row.id);
    }
}

registry.category("actions").add("ar_specialist.roll_forward", RollForwardAction);
