import { Component, onWillStart, useState, useSubEnv } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { X2ManyField } from "@web/views/fields/x2many/x2many_field";
import { ListRenderer } from "@web/views/list/list_renderer";

/** A list inside a form whose head ticks all of its rows; it tells when something was ticked. */
class TickingListRenderer extends ListRenderer {
    static props = [...ListRenderer.props, "onTick?"];

    async toggleSelection() {
        const wanted = !this.selectAll;
        const { records } = this.props.list;
        await Promise.all(records.map((record) => record.toggleSelection(wanted)));
        this.props.onTick();
    }

    async toggleRecordSelection(record, ev) {
        super.toggleRecordSelection(record, ev);
        await record.model.mutex.getUnlockedDef();
        this.props.onTick();
    }
}

/** The tick box of a card: on a phone a list inside a form shows as cards. */
export class CardTick extends Component {
    static template = "ar_specialist.CardTick";
    static props = ["*"];

    setup() {
        this.all = useState(this.env.ticking?.state || { ids: [] });
    }

    get shown() {
        return Boolean(this.env.ticking?.allowed());
    }

    get ticked() {
        return this.all.ids.includes(this.props.record.resId);
    }

    async toggle() {
        await this.props.record.toggleSelection();
        this.env.ticking.read();
    }
}

registry.category("view_widgets").add("ar_card_tick", { component: CardTick });

/** A list inside a form with checkboxes for those who may work on its rows. */
export class TickingList extends X2ManyField {
    static components = { ...X2ManyField.components, ListRenderer: TickingListRenderer };

    setup() {
        super.setup();
        this.orm = useService("orm");
        this.ticked = useState({ ids: [] });
        useSubEnv({
            ticking: { allowed: () => this.mayWork, state: this.ticked, read: () => this.readTicks() },
        });
        onWillStart(async () => {
            this.mayWork = await user.hasGroup("ar_specialist.group_specialist");
        });
    }

    get rendererProps() {
        const props = super.rendererProps;
        if (this.props.viewMode !== "list" || !this.mayWork) {
            return props;
        }
        return { ...props, allowSelectors: true, onTick: () => this.readTicks() };
    }

    readTicks() {
        this.ticked.ids = this.list.records.filter((record) => record.selected).map((record) => record.resId);
    }

    get selected() {
        return this.list.records.filter((record) => this.ticked.ids.includes(record.resId));
    }

    /** Read the form again: what was ticked is done. */
    async reload() {
        this.ticked.ids = [];
        await this.props.record.load();
    }
}
