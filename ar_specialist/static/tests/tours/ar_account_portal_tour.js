import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("ar_account_portal_tour", {
    url: "/my",
    steps: () => [
        {
            content: "The account stands among the documents, with its balance",
            trigger: ".o_portal_docs a[href^='/my/balance/']:contains('350.00')",
            run: "click",
            expectUnloadPage: true,
        },
        { content: "What is overdue", trigger: ".o_ar_portal:contains('300.00')" },
        { content: "How old it is", trigger: ".o_ar_portal dl:contains('31-60')" },
        {
            content: "The statement is a PDF",
            trigger: ".o_ar_portal form[action$='/statement'] button[value=xlsx]",
            async run() {
                const form = document.querySelector(".o_ar_portal form[action$='/statement']");
                const query = new URLSearchParams(new FormData(form));
                query.set("format", "xlsx");
                const response = await fetch(`${form.getAttribute("action")}?${query}`);
                if (!response.ok || !response.headers.get("Content-Type").includes("spreadsheet")) {
                    throw new Error(`The statement can't be downloaded: ${response.status}`);
                }
            },
        },
        { content: "Two items", trigger: ".o_ar_portal_items tbody tr:nth-child(1) input[type=checkbox]", run: "click" },
        { content: "Are ticked", trigger: ".o_ar_portal_items tbody tr:nth-child(2) input[type=checkbox]", run: "click" },
        {
            content: "And paid together",
            trigger: ".o_ar_portal button[type=submit]:not([formaction]):contains('Pay')",
            run: "click",
            expectUnloadPage: true,
        },
        { content: "On Odoo's own payment page", trigger: ".o_portal_wrap:contains('300.00')" },
    ],
});
