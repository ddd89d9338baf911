import { registry } from "@web/core/registry";
import { X2ManyField, x2ManyField } from "@web/views/fields/x2many/x2many_field";

/** A list inside a form whose rows open their own page, with its buttons, instead of a dialog. */
export class OpeningRows extends X2ManyField {
    async openRecord(record) {
        await this.action.doAction(
            {
                type: "ir.actions.act_window",
                res_model: record.resModel,
                res_id: record.resId,
                views: [[false, "form"]],
            },
            { props: { resIds: this.list.currentIds } }
        );
    }
}

registry.category("fields").add("ar_opening_rows", { ...x2ManyField, component: OpeningRows });
