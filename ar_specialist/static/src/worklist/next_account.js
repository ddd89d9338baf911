import { registry } from "@web/core/registry";

/** Go to the next customer of the worklist; it takes the place of the present one, so that Back leads to the list. */
async function nextAccount(env, { params }) {
    const { action } = env.services;
    const isForm = action.currentController?.view?.type === "form";
    await action.doAction(params.next, isForm ? { stackPosition: "replaceCurrentAction" } : {});
}

registry.category("actions").add("ar_next_account", nextAccount);
