import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { formatMonetary } from "@web/views/fields/formatters";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { agingClasses, CREDIT_CLASS } from "../aging_palette/aging_palette";

/** A customer's open amounts by aging bucket, a bar and its legend for each currency; each part opens its items. */
export class ArAgingStripField extends Component {
    static template = "ar_specialist.ArAgingStripField";
    static props = { ...standardFieldProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
    }

    get value() {
        return this.props.record.data[this.props.name] || { strips: [], of: false };
    }

    get note() {
        return this.value.of ? _t("of the customer account %s", this.value.of) : "";
    }

    get strips() {
        return this.value.strips.map((strip) => {
            const classes = agingClasses(strip.parts.length, strip.ahead);
            const owed = strip.parts.reduce((sum, part) => sum + Math.max(part.amount, 0), 0);
            const parts = strip.parts.map((part, index) => ({
                ...part,
                shade: classes[index],
                share: owed && part.amount > 0 ? (100 * part.amount) / owed : 0,
                credit: false,
            }));
            if (strip.credit.amount) {
                parts.push({ ...strip.credit, shade: CREDIT_CLASS, share: 0, credit: true, bucket: false });
            }
            return {
                currency: strip.currency,
                total: this.format(strip.total, strip),
                parts: parts
                    .filter((part) => part.amount)
                    .map((part) => ({ ...part, text: this.format(part.amount, strip) })),
            };
        });
    }

    format(amount, strip) {
        return formatMonetary(amount, { currencyId: strip.currency });
    }

    title(part) {
        return _t("%(bucket)s: %(amount)s. Show the items.", { bucket: part.label, amount: part.text });
    }

    async open(strip, part) {
        const action = await this.orm.call(
            this.props.record.resModel,
            "action_ar_open_items",
            [[this.props.record.resId]],
            { bucket_id: part.bucket, currency_id: strip.currency, credits_only: part.credit }
        );
        await this.action.doAction(action);
    }
}

registry.category("fields").add("ar_aging_strip", {
    component: ArAgingStripField,
    supportedTypes: ["json"],
});
