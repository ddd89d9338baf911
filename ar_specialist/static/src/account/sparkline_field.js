import { Component } from "@odoo/owl";
import { deserializeDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const STEP = 16;
const BAR = 11;
const HEIGHT = 44;

/** Days late month by month: a bar upwards is late, downwards early, a dash is a month without a payment. */
export class SparklineField extends Component {
    static template = "ar_specialist.Sparkline";
    static props = { ...standardFieldProps };

    get months() {
        return this.props.record.data[this.props.name] || [];
    }

    get width() {
        return this.months.length * STEP;
    }

    get height() {
        return HEIGHT;
    }

    get bars() {
        const days = this.months.map((month) => month.days || 0);
        const most = Math.max(0, ...days);
        const least = Math.min(0, ...days);
        const scale = (HEIGHT - 4) / Math.max(most - least, 1);
        const zero = 2 + most * scale;
        return this.months.map((month, index) => {
            const size = Math.max(Math.abs(month.days || 0) * scale, 1.5);
            return {
                x: index * STEP + (STEP - BAR) / 2,
                y: month.days > 0 ? zero - size : zero,
                width: BAR,
                height: size,
                shade: month.days === null ? "o_ar_spark_none" : month.days > 0 ? "o_ar_spark_late" : "o_ar_spark_early",
                title: this.titleOf(month),
            };
        });
    }

    get label() {
        return this.months
            .filter((month) => month.days !== null)
            .map((month) => this.titleOf(month))
            .join("; ");
    }

    titleOf({ month, days }) {
        const name = deserializeDate(month).toLocaleString({ month: "long", year: "numeric" });
        if (days === null) {
            return _t("%s: nothing paid", name);
        }
        const rounded = Math.round(Math.abs(days));
        return days > 0
            ? _t("%(month)s: %(days)s days late", { month: name, days: rounded })
            : _t("%(month)s: %(days)s days early", { month: name, days: rounded });
    }
}

registry.category("fields").add("ar_sparkline", { component: SparklineField, supportedTypes: ["json"] });
