import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

/** What follow-up would do today with the customer of the record, and each reason against. */
export class WhyPanel extends Component {
    static template = "ar_specialist.WhyPanel";
    static props = { resModel: String, resId: Number, close: { type: Function, optional: true } };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ why: null });
        onWillStart(() => this.load(this.props));
        onWillUpdateProps((next) => this.load(next));
    }

    async load({ resModel, resId }) {
        this.state.why = await this.orm.call(resModel, "get_ar_why", [[resId]]);
    }

    /** What only waits for its day is no reason to worry. */
    iconOf(reason) {
        if (reason.due) {
            return { shape: "fa-paper-plane text-success", label: _t("Due") };
        }
        return ["coming_due", "not_due"].includes(reason.code)
            ? { shape: "fa-clock-o text-muted", label: _t("Waiting") }
            : { shape: "fa-ban text-warning", label: _t("Against") };
    }

    open(item) {
        this.props.close?.();
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "account.move",
            res_id: item.id,
            views: [[false, "form"]],
        });
    }
}

/** The panel on a form. */
export class WhyWidget extends Component {
    static template = "ar_specialist.WhyWidget";
    static components = { WhyPanel };
    static props = { ...standardWidgetProps };
}

export class WhyDialog extends Component {
    static template = "ar_specialist.WhyDialog";
    static components = { Dialog, WhyPanel };
    static props = { resModel: String, resId: Number, close: Function };
}

/** A button that asks only when pressed: forms that many open for other things stay as quick as they are. */
export class WhyButton extends Component {
    static template = "ar_specialist.WhyButton";
    static props = { ...standardWidgetProps };

    setup() {
        this.dialog = useService("dialog");
    }

    open() {
        const { resModel, resId } = this.props.record;
        this.dialog.add(WhyDialog, { resModel, resId });
    }
}

registry.category("view_widgets").add("ar_why", { component: WhyWidget });
registry.category("view_widgets").add("ar_why_button", { component: WhyButton });
