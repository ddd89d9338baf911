import { Component } from "@odoo/owl";
import { amountWithCurrency, bareAmount } from "../aging/aging_amounts";

/** Rows of a report between a heading that sorts them and totals that stay in sight. */
export class ReportTable extends Component {
    setup() {
        this.bareAmount = bareAmount;
        this.amountWithCurrency = amountWithCurrency;
    }

    get severalCurrencies() {
        return this.props.page.totals.length > 1;
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
}
