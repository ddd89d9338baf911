import { utils } from "@web/core/ui/ui_service";
import { registry } from "@web/core/registry";
import { SearchModel } from "@web/search/search_model";
import { kanbanView } from "@web/views/kanban/kanban_view";

/** By stage where there is room for columns; on a phone one ranked list, whoever comes first on top. */
class WorklistSearchModel extends SearchModel {
    async load(config) {
        await super.load(utils.isSmall() ? { ...config, defaultGroupBy: undefined } : config);
    }
}

registry.category("views").add("ar_worklist_kanban", { ...kanbanView, SearchModel: WorklistSearchModel });
