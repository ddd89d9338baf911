import { Component } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { KEYS } from "./cash_keys";

/** All keys of the screen. */
export class CashHelpDialog extends Component {
    static template = "ar_specialist.CashHelpDialog";
    static components = { Dialog };
    static props = { close: Function };

    setup() {
        this.keys = KEYS;
    }
}
