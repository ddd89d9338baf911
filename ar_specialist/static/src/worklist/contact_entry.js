import { onMounted, onWillUnmount, useRef } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";

/** Enter saves what was said and goes to the next customer; Shift+Enter starts a new line of the note. */
class ContactEntryController extends FormController {
    setup() {
        super.setup();
        const root = useRef("root");
        const onKeydown = (ev) => this.onKeydown(ev);
        let dialog;
        // The dialog has the fields' keys after the fields themselves: what they use is theirs.
        onMounted(() => {
            dialog = root.el.closest(".modal");
            dialog?.addEventListener("keydown", onKeydown);
        });
        onWillUnmount(() => dialog?.removeEventListener("keydown", onKeydown));
    }

    onKeydown(ev) {
        const { key, target } = ev;
        const modified = ev.shiftKey || ev.ctrlKey || ev.altKey || ev.metaKey || ev.isComposing;
        // An open list of choices takes Enter for itself, as buttons do.
        const typing = target.matches("input:not([type=radio]), textarea") && target.ariaExpanded !== "true";
        if (key !== "Enter" || modified || ev.defaultPrevented || !typing) {
            return;
        }
        ev.preventDefault();
        ev.currentTarget.querySelector("button[name=action_save_next]").click();
    }
}

registry.category("views").add("ar_contact_entry", { ...formView, Controller: ContactEntryController });
