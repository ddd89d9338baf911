import { onMounted, onWillUnmount } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { ProgressBarField, progressBarField } from "@web/views/fields/progress_bar/progress_bar_field";

const SECONDS = 2;

/** Progress bar of an import that looks again while the work goes on in the background. */
export class ImportProgressField extends ProgressBarField {
    setup() {
        super.setup();
        onMounted(() => {
            this.timer = setInterval(() => this.look(), SECONDS * 1000);
        });
        onWillUnmount(() => clearInterval(this.timer));
    }

    async look() {
        const { record } = this.props;
        if (record.data.state === "importing" && !(await record.isDirty())) {
            await record.load();
        }
    }
}

registry.category("fields").add("ar_import_progress", {
    ...progressBarField,
    component: ImportProgressField,
});
