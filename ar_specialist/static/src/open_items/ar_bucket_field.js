import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { agingClasses } from "../aging_palette/aging_palette";

/** An aging bucket as its label with a dot in its shade. */
export class ArBucketField extends Component {
    static template = "ar_specialist.ArBucketField";
    static props = { ...standardFieldProps, placeField: String };

    get label() {
        return this.props.record.data[this.props.name]?.display_name;
    }

    get shade() {
        const place = this.props.record.data[this.props.placeField];
        return place ? agingClasses(place.count, place.ahead)[place.index] : "";
    }
}

registry.category("fields").add("ar_bucket", {
    component: ArBucketField,
    supportedTypes: ["many2one"],
    supportedOptions: [
        { label: _t("Place"), name: "place_field", type: "field", availableTypes: ["json"] },
    ],
    fieldDependencies: ({ options }) => [{ name: options.place_field || "bucket_place", type: "json" }],
    extractProps: ({ options }) => ({ placeField: options.place_field || "bucket_place" }),
});
