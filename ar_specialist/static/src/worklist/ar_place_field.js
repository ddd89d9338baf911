import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** The place of a row in the list as it is shown: filtered, sorted, from page to page, within its group. */
export class ArPlaceField extends Component {
    static template = "ar_specialist.ArPlaceField";
    static props = { ...standardFieldProps };

    get place() {
        const { record } = this.props;
        const { root } = record.model;
        const list = root.isGrouped ? this.listOf(root.groups) : root;
        return list ? list.offset + list.records.indexOf(record) + 1 : "";
    }

    /** Return the list among `groups`, at any depth, that has the record. */
    listOf(groups) {
        for (const { list } of groups) {
            const found = list.isGrouped ? this.listOf(list.groups) : list.records.includes(this.props.record) && list;
            if (found) {
                return found;
            }
        }
        return null;
    }
}

registry.category("fields").add("ar_place", { component: ArPlaceField, supportedTypes: ["char"] });
