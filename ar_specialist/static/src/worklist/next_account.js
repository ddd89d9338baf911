import { registry } from "@web/core/registry";

/** Go to the next customer of the worklist; it takes the place of the present one, so that Back leads to the list. */
async function nextAccount(env, { params }) {
    const { action } = env.services;
    await action.doAction({ type: "ir.actions.act_window_close" });
    const here = action.currentController?.action;
    const { res_model: model, res_id: resId } = params.next;
    if (here?.res_model === model && here.views?.some(([, type]) => type === "list")) {
        await action.switchView("form", { resId });
    } else {
        await action.doAction(params.next, here?.res_model === model ? { stackPosition: "replaceCurrentAction" } : {});
    }
}

registry.category("actions").add("ar_next_account", nextAccount);
