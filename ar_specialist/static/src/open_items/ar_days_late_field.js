import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** Days late in words; late ones in the warning colours of Odoo's own due dates. */
export class ArDaysLateField extends Component {
    static template = "ar_specialist.ArDaysLateField";
    static props = { ...standardFieldProps, bucketField: { type: String, optional: true } };

    /** Without a bucket nothing is open, so that 0 is no age. */
    get isOpen() {
        const { record, bucketField } = this.props;
        return !bucketField || Boolean(record.data[bucketField]);
    }

    get days() {
        return this.props.record.data[this.props.name];
    }

    get text() {
        if (this.days === 1) {
            return _t("1 day late");
        }
        if (this.days > 1) {
            return _t("%s days late", this.days);
        }
        if (this.props.bucketField) {
            return _t("Not late");
        }
        if (this.days === 0) {
            return _t("Due today");
        }
        return this.days === -1 ? _t("Due tomorrow") : _t("Due in %s days", -this.days);
    }

    get classNames() {
        if (this.days > 0) {
            return "text-danger fw-bold";
        }
        return this.days === 0 && !this.props.bucketField ? "text-warning fw-bold" : "text-muted";
    }
}

registry.category("fields").add("ar_days_late", {
    component: ArDaysLateField,
    supportedTypes: ["integer"],
    supportedOptions: [
        {
            label: _t("Bucket"),
            name: "bucket_field",
            type: "field",
            availableTypes: ["many2one"],
            help: _t("Days late are shown only where this field is set."),
        },
    ],
    extractProps: ({ options }) => ({ bucketField: options.bucket_field }),
});
