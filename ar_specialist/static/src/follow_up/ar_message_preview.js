import { Component, useRef } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** A mail as its reader sees it: in a frame of its own, where the styles of the screen don't reach and no script runs. */
export class MessagePreviewField extends Component {
    static template = "ar_specialist.MessagePreview";
    static props = { ...standardFieldProps };

    setup() {
        this.frame = useRef("frame");
    }

    get html() {
        return String(this.props.record.data[this.props.name] || "");
    }

    /** Make the frame as high as the message. */
    fit() {
        const frame = this.frame.el;
        frame.style.height = `${frame.contentDocument.documentElement.scrollHeight + 8}px`;
    }
}

registry.category("fields").add("ar_message_preview", {
    component: MessagePreviewField,
    supportedTypes: ["html"],
});
