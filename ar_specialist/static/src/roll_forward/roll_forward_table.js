import { Component, useState } from "@odoo/owl";
import { amountWithCurrency, bareAmount } from "../aging/aging_amounts";
import { AgingLedgerCheck } from "../aging/aging_ledger_check";

/** Opening, what moved, closing: a row each, totals that stay in sight. On a phone a row unfolds. */
export class RollForwardTable extends Component {
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
        this.bareAmount = bareAmount;
        this.amountWithCurrency = amountWithCurrency;
        this.unfolded = useState({});
    }

    get severalCurrencies() {
        return this.props.page.totals.length > 1;
    }

    get columns() {
        return this.props.page.columns;
    }

    get lastColumn() {
        return this.columns.length - 1;
    }

    sortOf(by) {
        if (this.props.sort === by) {
            return "ascending";
        }
        return this.props.sort === `-${by}` ? "descending" : undefined;
    }

    /** A first click on an amount puts the largest on top, a second one turns it round. */
    onSort(by) {
        const first = by === "name" ? "name" : `-${by}`;
        const second = by === "name" ? "-name" : by;
        this.props.setSort(this.props.sort === first ? second : first);
    }

    rowKey(row) {
        return `${row.id}-${row.currency_id}`;
    }

    toggle(key) {
        this.unfolded[key] = !this.unfolded[key];
    }
}
