import { onWillStart, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { X2ManyField, x2ManyField } from "@web/views/fields/x2many/x2many_field";
import { ListRenderer } from "@web/views/list/list_renderer";

const CANCELLABLE = ["planned", "approval", "held", "failed"];

/** A list inside a form whose head ticks all of its rows; it tells when something was ticked. */
class TickingListRenderer extends ListRenderer {
    static props = [...ListRenderer.props, "onTick?"];

    async toggleSelection() {
        const wanted = !this.selectAll;
        const { records } = this.props.list;
        await Promise.all(records.map((record) => record.toggleSelection(wanted)));
        this.props.onTick();
    }

    async toggleRecordSelection(record, ev) {
        super.toggleRecordSelection(record, ev);
        await record.model.mutex.getUnlockedDef();
        this.props.onTick();
    }
}

/** The notices of a run, with checkboxes and what can be done with those that are ticked; a row opens its notice. */
export class RunNotices extends X2ManyField {
    static template = "ar_specialist.RunNotices";
    static components = { ...X2ManyField.components, ListRenderer: TickingListRenderer };

    setup() {
        super.setup();
        this.orm = useService("orm");
        this.ticked = useState({ ids: [] });
        onWillStart(async () => {
            this.mayWork = await user.hasGroup("ar_specialist.group_specialist");
        });
    }

    get rendererProps() {
        const props = super.rendererProps;
        if (this.props.viewMode !== "list" || !this.mayWork) {
            return props;
        }
        return { ...props, allowSelectors: true, onTick: () => this.readTicks() };
    }

    readTicks() {
        this.ticked.ids = this.list.records.filter((notice) => notice.selected).map((notice) => notice.resId);
    }

    get selected() {
        return this.list.records.filter((notice) => this.ticked.ids.includes(notice.resId));
    }

    get toApprove() {
        return this.selected.filter((notice) => notice.data.state === "approval");
    }

    get toCancel() {
        return this.selected.filter((notice) => CANCELLABLE.includes(notice.data.state));
    }

    async call(method, notices) {
        await this.orm.call("ar.notice", method, [notices.map((notice) => notice.resId)]);
        this.ticked.ids = [];
        await this.props.record.load();
    }

    async openRecord(notice) {
        await this.action.doAction(
            {
                type: "ir.actions.act_window",
                res_model: "ar.notice",
                res_id: notice.resId,
                views: [[false, "form"]],
            },
            { props: { resIds: this.list.currentIds } }
        );
    }
}

registry.category("fields").add("ar_run_notices", { ...x2ManyField, component: RunNotices });
