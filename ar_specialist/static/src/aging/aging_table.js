import { _t } from "@web/core/l10n/translation";
import { ReportTable } from "../report_screen/report_table";
import { columnClasses } from "./aging_columns";
import { AgingLedgerCheck } from "./aging_ledger_check";
import { AgingRow } from "./aging_row";

/** The rows between a heading and totals that stay in sight. */
export class AgingTable extends ReportTable {
    static template = "ar_specialist.AgingTable";
    static components = { AgingLedgerCheck, AgingRow };
    static props = {
        page: Object,
        groupBy: String,
        basis: String,
        groupLabel: String,
        sort: String,
        column: { type: [Number, { value: null }], optional: true },
        unfolded: Object,
        selection: { type: [Object, { value: false }] },
        check: { type: [Object, { value: null }] },
        setSort: Function,
        toggle: Function,
        openItems: Function,
        openRecord: Function,
        openItem: Function,
        openLedger: Function,
    };

    get classes() {
        return columnClasses(this.props.page.columns);
    }

    get severalCurrencies() {
        return this.props.page.bar.length > 1;
    }

    get lateLabel() {
        return this.props.basis === "due" ? _t("Overdue") : _t("Aged");
    }

    get oldestLabel() {
        return this.props.basis === "due" ? _t("Oldest, days late") : _t("Oldest, days");
    }
}
