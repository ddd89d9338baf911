import { Component } from "@odoo/owl";
import { localization } from "@web/core/l10n/localization";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** The days of the week as one row of toggles, beginning as the user's language does. */
export class Weekdays extends Component {
    static template = "ar_specialist.Weekdays";
    static props = { record: Object, readonly: { type: Boolean, optional: true } };

    get days() {
        const first = localization.weekStart % DAYS.length;
        return [...DAYS.slice(first), ...DAYS.slice(0, first)].map((name) => ({
            name,
            on: this.props.record.data[name],
            label: this.props.record.fields[name].string,
        }));
    }

    toggle(day) {
        if (!this.props.readonly) {
            this.props.record.update({ [day.name]: !day.on });
        }
    }
}

registry.category("view_widgets").add("ar_weekdays", {
    component: Weekdays,
    fieldDependencies: DAYS.map((name) => ({ name, type: "boolean", string: _t("Day"), readonly: false })),
});
