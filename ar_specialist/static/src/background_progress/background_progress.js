import { onMounted, onWillUnmount } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { ProgressBarField, progressBarField } from "@web/views/fields/progress_bar/progress_bar_field";

const SECONDS = 2;

/** Progress bar that looks again while the record is in one of the states `while`, with blanks between them. */
export class BackgroundProgressField extends ProgressBarField {
    static props = { ...ProgressBarField.props, while: String };

    setup() {
        super.setup();
        onMounted(() => {
            this.timer = setInterval(() => this.look(), SECONDS * 1000);
        });
        onWillUnmount(() => clearInterval(this.timer));
    }

    async look() {
        const { record } = this.props;
        if (this.props.while.split(" ").includes(record.data.state) && !(await record.isDirty())) {
            await record.load();
        }
    }
}

registry.category("fields").add("ar_background_progress", {
    ...progressBarField,
    component: BackgroundProgressField,
    extractProps: (info, dynamicInfo) => ({
        ...progressBarField.extractProps(info, dynamicInfo),
        while: info.options.while,
    }),
});
