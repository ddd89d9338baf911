import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

// From here on the bar is full: twice what one serious reason gives.
const FULL = 200;

/** The score with a bar; what it is made of shows as a tooltip. */
export class ArScoreField extends Component {
    static template = "ar_specialist.ArScoreField";
    static props = { ...standardFieldProps };

    get score() {
        return this.props.record.data[this.props.name];
    }

    get width() {
        return Math.max(0, Math.min(100, (100 * this.score) / FULL));
    }

    get reasons() {
        return this.props.record.data.score_text || "";
    }
}

registry.category("fields").add("ar_score", {
    component: ArScoreField,
    supportedTypes: ["integer"],
    fieldDependencies: [{ name: "score_text", type: "char" }],
});
