import { Component } from "@odoo/owl";
import { amountWithCurrency } from "../aging/aging_amounts";

/** Causes with their items, what to do about each, and where they stand. */
export class TieOutCauses extends Component {
    static template = "ar_specialist.TieOutCauses";
    static props = { name: String, title: String, causes: Array, openCause: Function };

    setup() {
        this.amountWithCurrency = amountWithCurrency;
    }

    /** What a part comes to, in the document currency too where it is another one. */
    partAmount(cause, part) {
        const own = amountWithCurrency(part.amount, cause.currency_id);
        return part.is_foreign ? `${own} (${amountWithCurrency(part.amount_currency, part.currency_id)})` : own;
    }
}
