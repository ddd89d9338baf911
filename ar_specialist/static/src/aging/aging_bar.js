import { Component } from "@odoo/owl";
import { formatPercentage } from "@web/views/fields/formatters";
import { amountWithCurrency } from "./aging_amounts";
import { columnClasses } from "./aging_columns";

/** The buckets of one currency as a stacked bar over their labels and amounts; a click keeps one bucket. */
export class AgingBar extends Component {
    static template = "ar_specialist.AgingBar";
    static props = {
        columns: Array,
        totals: Object,
        showCurrency: Boolean,
        column: { type: [Number, { value: null }], optional: true },
        onSelect: Function,
    };

    get segments() {
        const { columns, totals } = this.props;
        const classes = columnClasses(columns);
        // What is to the customers' credit has no length; it is told by its figure.
        const whole = totals.amounts.reduce((sum, amount) => sum + Math.max(amount, 0), 0);
        return columns.map((column, number) => {
            const amount = totals.amounts[number];
            const share = whole ? Math.max(amount, 0) / whole : 0;
            return {
                number,
                label: column.label,
                shade: classes[number],
                share,
                percent: share ? formatPercentage(share, { digits: [16, share < 0.1 ? 1 : 0] }) : "",
                amount,
                text: amountWithCurrency(amount, totals.currency_id),
                isChosen: this.props.column === number,
            };
        });
    }

    select(number) {
        this.props.onSelect(this.props.column === number ? null : number);
    }
}
