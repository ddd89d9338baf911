import { registry } from "@web/core/registry";
import { x2ManyField } from "@web/views/fields/x2many/x2many_field";
import { TickingList } from "../ticking_list/ticking_list";

const CANCELLABLE = ["planned", "approval", "held", "failed"];

/** The notices of a run, with checkboxes and what can be done with those that are ticked; a row opens its notice. */
export class RunNotices extends TickingList {
    static template = "ar_specialist.RunNotices";

    get toApprove() {
        return this.selected.filter((notice) => notice.data.state === "approval");
    }

    get toCancel() {
        return this.selected.filter((notice) => CANCELLABLE.includes(notice.data.state));
    }

    async call(method, notices) {
        await this.orm.call("ar.notice", method, [notices.map((notice) => notice.resId)]);
        await this.reload();
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
