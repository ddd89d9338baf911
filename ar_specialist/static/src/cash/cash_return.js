import { Component } from "@odoo/owl";
import { amountWithCurrency, isoToText } from "../aging/aging_amounts";

/** Money that the bank took back: the payments that it had come by, and what is owed again. */
export class CashReturn extends Component {
    static template = "ar_specialist.CashReturn";
    static props = { payment: Object, openRecord: Function };

    get returned() {
        return this.props.payment.returned;
    }

    money(amount) {
        return amountWithCurrency(amount, this.props.payment.currency_id);
    }

    day(iso) {
        return isoToText(iso);
    }
}
