import { Component } from "@odoo/owl";
import { amountWithCurrency } from "../aging/aging_amounts";

/** What the payment comes to, and what becomes of what is short or over. */
export class CashDifference extends Component {
    static template = "ar_specialist.CashDifference";
    static props = {
        payment: Object,
        rest: String,
        reason: [Number, { value: null }],
        note: String,
        choose: Function,
        apply: Function,
    };

    get rest() {
        return this.props.payment.rests.find(({ key }) => key === this.props.rest);
    }

    money(amount) {
        return amountWithCurrency(amount, this.props.payment.currency_id);
    }

    setReason(ev) {
        this.props.choose({ reason: Number(ev.target.value) || null });
    }

    setNote(ev) {
        this.props.choose({ note: ev.target.value });
    }

    /** Enter applies with what was said, Escape leaves it for the other keys. */
    onKeydown(ev) {
        if (!["Enter", "Escape"].includes(ev.key)) {
            return;
        }
        ev.preventDefault();
        ev.target.blur();
        if (ev.key === "Enter") {
            this.props.apply();
        }
    }
}
