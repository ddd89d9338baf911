import { Component } from "@odoo/owl";
import { amountWithCurrency, bareAmount, isoToText } from "./aging_amounts";

/** One row of the report, and its open items when unfolded. */
export class AgingRow extends Component {
    static template = "ar_specialist.AgingRow";
    static props = {
        row: Object,
        columns: Array,
        classes: Array,
        groupBy: String,
        showCurrency: Boolean,
        // {items, count}; null while they are being read; undefined when folded
        unfolded: { optional: true },
        // {has, toggle}; false for who may not work on items
        selection: { type: [Object, { value: false }] },
        toggle: Function,
        openItems: Function,
        openRecord: Function,
        openItem: Function,
    };

    setup() {
        this.bareAmount = bareAmount;
        this.amountWithCurrency = amountWithCurrency;
        this.isoToText = isoToText;
    }

    get isUnfolded() {
        return this.props.unfolded !== undefined;
    }

    get canUnfold() {
        return this.props.groupBy !== "item";
    }

    /** The row as an item to tick, where the rows are the items. */
    get ownItem() {
        const { id, name, total, currency_id } = this.props.row;
        return { id, number: name, amount: total, currency_id };
    }

    get isLink() {
        return ["partner", "item"].includes(this.props.groupBy) && this.props.row.id;
    }

    /** Number of columns before and after the amounts, which differ on a phone. */
    get width() {
        return this.env.isSmall ? 3 : this.props.columns.length + 3;
    }

    onKeydown(ev) {
        if (ev.key === "ArrowRight" || ev.key === "ArrowLeft") {
            if (this.isUnfolded !== (ev.key === "ArrowRight")) {
                this.props.toggle(this.props.row);
            }
        } else if (ev.key === "ArrowDown" || ev.key === "ArrowUp") {
            const carets = [...ev.target.closest("table").querySelectorAll(".o_ar_aging_caret")];
            carets[carets.indexOf(ev.target) + (ev.key === "ArrowDown" ? 1 : -1)]?.focus();
        } else {
            return;
        }
        ev.preventDefault();
    }
}
