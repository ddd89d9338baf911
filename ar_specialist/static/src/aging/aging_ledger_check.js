import { Component } from "@odoo/owl";
import { amountWithCurrency } from "./aging_amounts";

/** Says whether the report's total is the general ledger's. */
export class AgingLedgerCheck extends Component {
    static template = "ar_specialist.AgingLedgerCheck";
    static props = {
        // null while it is being compared
        check: { type: [Object, { value: null }] },
        openLedger: Function,
    };

    get differences() {
        return this.props.check.lines
            .filter((line) => line.difference)
            .map((line) => amountWithCurrency(line.difference, line.currency_id));
    }

    get explanation() {
        return this.props.check.lines
            .map((line) => amountWithCurrency(line.ledger, line.currency_id))
            .join(", ");
    }
}
