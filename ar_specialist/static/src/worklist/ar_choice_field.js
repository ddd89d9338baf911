import { registry } from "@web/core/registry";
import { BadgeSelectionField, badgeSelectionField } from "@web/views/fields/badge_selection/badge_selection_field";

/** Odoo's badges to choose from, as buttons: the keyboard reaches them. */
export class ArChoiceField extends BadgeSelectionField {
    static template = "ar_specialist.ArChoiceField";
}

registry.category("fields").add("ar_choice", { ...badgeSelectionField, component: ArChoiceField });
