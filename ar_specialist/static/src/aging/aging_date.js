import { Component } from "@odoo/owl";
import { DateTimeInput } from "@web/core/datetime/datetime_input";

const { DateTime } = luxon;

/** A day to choose; days are ISO texts, as the server has them. */
export class AgingDate extends Component {
    static template = "ar_specialist.AgingDate";
    static components = { DateTimeInput };
    static props = {
        name: String,
        label: String,
        day: String,
        onSelect: Function,
        slots: { type: Object, optional: true },
    };

    get value() {
        return this.props.day ? DateTime.fromISO(this.props.day) : false;
    }

    onApply(value) {
        const day = value ? value.toISODate() : "";
        if (day !== this.props.day) {
            this.props.onSelect(day);
        }
    }
}
