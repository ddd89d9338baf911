import { Component } from "@odoo/owl";
import { amountWithCurrency } from "./aging_amounts";

/** What is ticked, its sum per currency, and what can be done with it: the buttons are the slot. */
export class AgingSelection extends Component {
    static template = "ar_specialist.AgingSelection";
    static props = { items: Array, clear: Function, slots: Object };

    /** Amounts of different currencies are never added. */
    get sums() {
        const sums = new Map();
        for (const { amount, currency_id } of this.props.items) {
            sums.set(currency_id, (sums.get(currency_id) || 0) + amount);
        }
        return [...sums].map(([currencyId, sum]) => amountWithCurrency(sum, currencyId)).join(", ");
    }
}
