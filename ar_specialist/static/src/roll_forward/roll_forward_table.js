import { useState } from "@odoo/owl";
import { AgingLedgerCheck } from "../aging/aging_ledger_check";
import { ReportTable } from "../report_screen/report_table";

/** Opening, what moved, closing: a row each, totals that stay in sight. On a phone a row unfolds. */
export class RollForwardTable extends ReportTable {
    static template = "ar_specialist.RollForwardTable";
    static components = { AgingLedgerCheck };
    static props = {
        page: Object,
        groupLabel: String,
        sort: String,
        check: { type: [Object, { value: null }] },
        setSort: Function,
        openItems: Function,
        openRecord: Function,
        canOpen: Boolean,
        openLedger: Function,
    };

    setup() {
        super.setup();
        this.unfolded = useState({});
    }

    get columns() {
        return this.props.page.columns;
    }

    get lastColumn() {
        return this.columns.length - 1;
    }

    toggle(key) {
        this.unfolded[key] = !this.unfolded[key];
    }
}
