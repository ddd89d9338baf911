import { registry } from "@web/core/registry";
import { x2ManyField } from "@web/views/fields/x2many/x2many_field";
import { AgingSelection } from "../aging/aging_selection";
import { TickingList } from "../ticking_list/ticking_list";

/** A customer's open items, with checkboxes; the buttons of the list's header act on those that are ticked. */
export class AccountItems extends TickingList {
    static template = "ar_specialist.AccountItems";
    static components = { ...TickingList.components, AgingSelection };

    /** The list's, also where a phone shows its cards. */
    get buttons() {
        return this.props.views.list.headerButtons;
    }

    get sums() {
        return this.selected.map(({ data }) => ({
            amount: data.amount_open,
            currency_id: data.company_currency_id?.id,
        }));
    }

    async act(button) {
        await this.action.doActionButton({
            ...button.clickParams,
            resModel: this.list.resModel,
            resIds: this.selected.map((record) => record.resId),
            context: this.list.context,
            onClose: () => this.reload(),
        });
    }

    async clear() {
        await Promise.all(this.selected.map((record) => record.toggleSelection(false)));
        this.readTicks();
    }
}

registry.category("fields").add("ar_account_items", { ...x2ManyField, component: AccountItems });
