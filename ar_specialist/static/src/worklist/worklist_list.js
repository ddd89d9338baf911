import { onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { ListController } from "@web/views/list/list_controller";
import { listView } from "@web/views/list/list_view";

/** What waits today, above the list; a click narrows the list to it. */
export class WorklistController extends ListController {
    static template = "ar_specialist.WorklistView";

    setup() {
        super.setup();
        this.orm = useService("orm");
        this.waiting = useState({ hints: [] });
        onWillStart(() => this.count());
        onWillUpdateProps(() => this.count());
    }

    get hints() {
        return this.waiting.hints;
    }

    async count() {
        this.waiting.hints = await this.orm.call("ar.account", "get_worklist_hints", []);
    }

    toggle(name) {
        const { searchModel } = this.env;
        const item = Object.values(searchModel.searchItems).find((one) => one.name === name);
        if (item) {
            searchModel.toggleSearchItem(item.id);
        }
    }
}

registry.category("views").add("ar_worklist_list", { ...listView, Controller: WorklistController });
