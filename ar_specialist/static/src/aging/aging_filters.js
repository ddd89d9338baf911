import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { AgingDate } from "./aging_date";
import { AgingSelect } from "./aging_select";

/** Everything that can be chosen about the report but the search text. */
export class AgingFilters extends Component {
    static template = "ar_specialist.AgingFilters";
    static components = { AgingDate, AgingSelect };
    static props = {
        report: Object,
        choices: Object,
        partners: Array,
        update: Function,
    };

    setup() {
        this.state = useState({ isUnfolded: false });
        this.toggles = [
            { name: "overdue_only", label: _t("Overdue only") },
            { name: "hide_credits", label: _t("Hide credits") },
            { name: "mine", label: _t("Mine") },
        ];
    }

    get isShown() {
        return !this.env.isSmall || this.state.isUnfolded;
    }

    get activeCount() {
        return this.toggles.filter(({ name }) => this.props.report[name]).length + (this.props.partners.length ? 1 : 0);
    }

    /** The day to age on, shown even where it follows the as-of day. */
    get ageOn() {
        return this.props.report.age_on || this.props.report.as_of;
    }

    set(name, value) {
        this.props.update({ [name]: value });
    }

    setAgeOn(day) {
        this.set("age_on", day === this.props.report.as_of ? "" : day);
    }
}
