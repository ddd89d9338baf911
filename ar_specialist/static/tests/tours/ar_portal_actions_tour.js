import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("ar_portal_dispute_tour", {
    url: "/my/balance",
    steps: () => [
        {
            content: "Something is wrong with an invoice",
            trigger: ".o_ar_portal_item_actions a[href*='/dispute']",
            run: "click",
            expectUnloadPage: true,
        },
        { content: "All of it is proposed", trigger: ".o_ar_portal_form input[name=amount]:value('100.00')" },
        { content: "More than is open", trigger: ".o_ar_portal_form input[name=amount]", run: "edit 120" },
        { content: "Why", trigger: ".o_ar_portal_form select[name=reason]", run: "selectByIndex 1" },
        { content: "What happened", trigger: ".o_ar_portal_form textarea[name=text]", run: "edit Two of ten boxes were missing" },
        { content: "Send", trigger: ".o_ar_portal_form button[type=submit]", run: "click", expectUnloadPage: true },
        { content: "That is said beside the amount", trigger: "#fault_amount:contains('100.00')" },
        {
            content: "What was written is still there",
            trigger: ".o_ar_portal_form textarea[name=text]:value('Two of ten boxes were missing')",
        },
        { content: "The part that is wrong", trigger: ".o_ar_portal_form input[name=amount]", run: "edit 20" },
        { content: "Send", trigger: ".o_ar_portal_form button[type=submit]", run: "click", expectUnloadPage: true },
        { content: "It is received, with a number", trigger: ".alert-success strong:contains('DIS/')" },
        { content: "To the case", trigger: "a[name=case]", run: "click", expectUnloadPage: true },
        { content: "It is checked first", trigger: ".o_ar_portal_facts:contains('received, being checked')" },
        { content: "One more thing", trigger: ".o_ar_portal_form textarea[name=text]", run: "edit A photo follows" },
        { content: "Send", trigger: ".o_ar_portal_form button[type=submit]", run: "click", expectUnloadPage: true },
        { content: "It stands below", trigger: "#last .o_ar_portal_text:contains('A photo follows')" },
        { content: "Nobody asks who is logged in", trigger: ".o_ar_portal_form:not(:has(input[name=name]))" },
    ],
});

registry.category("web_tour.tours").add("ar_portal_promise_tour", {
    url: "/my/balance",
    steps: () => [
        { content: "When it will be paid", trigger: ".o_ar_portal a[name=promise]", run: "click", expectUnloadPage: true },
        { content: "What is overdue is ticked", trigger: ".o_ar_portal_form input[name=items]:checked" },
        {
            content: "On the last day that is offered",
            trigger: ".o_ar_portal_form input[name=date]",
            run() {
                this.anchor.value = this.anchor.max;
            },
        },
        { content: "Send", trigger: ".o_ar_portal_form button[type=submit]", run: "click", expectUnloadPage: true },
        { content: "It is received", trigger: ".alert-success strong:contains('PTP/')" },
        { content: "Back", trigger: "a[name=back]", run: "click", expectUnloadPage: true },
        { content: "It is checked first", trigger: ".o_ar_portal table:contains('received, being checked')" },
    ],
});
