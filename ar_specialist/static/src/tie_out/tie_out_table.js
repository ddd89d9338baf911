import { Component } from "@odoo/owl";
import { amountWithCurrency, bareAmount } from "../aging/aging_amounts";

/** The receivable accounts of one company, both ledgers side by side. */
export class TieOutTable extends Component {
    static template = "ar_specialist.TieOutTable";
    static props = { group: Object, showCompany: Boolean, openSide: Function };

    setup() {
        this.amountWithCurrency = amountWithCurrency;
        this.bareAmount = bareAmount;
    }
}
