import { Component } from "@odoo/owl";
import { Dropdown } from "@web/core/dropdown/dropdown";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";

/** A button that says what is chosen and lists what else can be. */
export class AgingSelect extends Component {
    static template = "ar_specialist.AgingSelect";
    static components = { Dropdown, DropdownItem };
    static props = {
        name: String,
        label: String,
        choices: Array,
        value: { type: [String, Number], optional: true },
        onSelect: Function,
    };

    get chosen() {
        return this.props.choices.find((choice) => choice.id === this.props.value);
    }
}
