import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

/** What follow-up would do today with the customer of the record, and each reason against. */
export class WhyPanel extends Component {
    static template = "ar_specialist.WhyPanel";
    static props = { resModel: String, resId: Number };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ why: null });
        onWillStart(() => this.load(this.props));
        onWillUpdateProps((next) => this.load(next));
    }

    async load({ resModel, resId }) {
        this.state.why = await this.orm.call(resModel, "get_ar_why", [[resId]]);
    }
}

export class WhyWidget extends Component {
    static template = "ar_specialist.WhyWidget";
    static components = { WhyPanel };
    static props = { ...standardWidgetProps };
}

registry.category("view_widgets").add("ar_why", { component: WhyWidget });
