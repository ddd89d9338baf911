import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";

/** Download a file made on the server, then show the records again: making it may have changed them. */
registry.category("actions").add("ar_specialist.download", (env, action) => {
    browser.location.assign(action.params.url);
    return { type: "ir.actions.act_window_close" };
});
