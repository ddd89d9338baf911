import { Component } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";
import { formatMonetary, formatPercentage } from "@web/views/fields/formatters";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { bareAmount } from "../aging/aging_amounts";

/** What the tables of a provision have in common: figures in its currency that lead to their items. */
export class ProvisionField extends Component {
    static props = { ...standardFieldProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
    }

    get value() {
        return this.props.record.data[this.props.name] || {};
    }

    bare(amount) {
        return bareAmount(amount, this.value.currency);
    }

    money(amount) {
        return formatMonetary(amount, { currencyId: this.value.currency });
    }

    share(rate, decimals = 4) {
        return formatPercentage(rate, { digits: [16, decimals] });
    }

    async open(model, method, id, ...args) {
        this.action.doAction(await this.orm.call(model, method, [[id], ...args]));
    }
}
