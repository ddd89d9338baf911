import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { X2ManyField, x2ManyField } from "@web/views/fields/x2many/x2many_field";
import { ListRenderer } from "@web/views/list/list_renderer";

/** A list inside a form whose head ticks all of its rows. */
class TickingListRenderer extends ListRenderer {
    toggleSelection() {
        const wanted = !this.selectAll;
        for (const record of this.props.list.records) {
            record.toggleSelection(wanted);
        }
    }
}

/** The notices of a run, with checkboxes and what can be done with those that are ticked; a row opens its notice. */
export class RunNotices extends X2ManyField {
    static template = "ar_specialist.RunNotices";
    static components = { ...X2ManyField.components, ListRenderer: TickingListRenderer };

    setup() {
        super.setup();
        this.orm = useService("orm");
    }

    get rendererProps() {
        const props = super.rendererProps;
        return this.props.viewMode === "list" ? { ...props, allowSelectors: true } : props;
    }

    get selected() {
        return this.list.selection;
    }

    get toApprove() {
        return this.selected.filter((notice) => notice.data.state === "approval");
    }

    get toCancel() {
        return this.selected.filter((notice) => ["planned", "approval", "held", "failed"].includes(notice.data.state));
    }

    async call(method, notices) {
        await this.orm.call(
            "ar.notice",
            method,
            [notices.map((notice) => notice.resId)]
        );
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
