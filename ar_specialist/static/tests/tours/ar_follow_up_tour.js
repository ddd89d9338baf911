import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("ar_follow_up_tour", {
    steps: () => [
        { content: "Plan", trigger: ".o_control_panel button:contains('Plan Follow-ups')", run: "click" },
        { content: "Today, for all", trigger: ".modal button[name=action_plan]", run: "click" },
        { content: "The run", trigger: ".o_form_view .o_arrow_button_current:contains('Planned')" },
        { content: "Who is held and why", trigger: ".o_form_view [name=held_summary]:contains('customer on hold 1')" },
        { content: "One goes out", trigger: "button[name=action_open_notices]:contains('To Send'):contains('1')" },
        { content: "Look at one that waits", trigger: ".o_data_row:contains('Old Customer') td[name=partner_id]", run: "click" },
        { content: "Its message", trigger: ".o_form_view [name=preview_subject]:contains('Last call')" },
        {
            content: "As the customer gets it",
            trigger: ".o_form_view [name=preview] iframe",
            run() {
                if (!this.anchor.srcdoc.includes("Please pay now.")) {
                    throw new Error("the preview is not the message of the level");
                }
            },
        },
        { content: "Approve", trigger: ".o_form_view button[name=action_approve]", run: "click" },
        { content: "Approved", trigger: ".o_form_view .o_arrow_button_current:contains('Planned')" },
        { content: "Back to the run", trigger: ".breadcrumb-item:contains('Run of') a", run: "click" },
        { content: "Two go out", trigger: "button[name=action_open_notices]:contains('To Send'):contains('2')" },
        { content: "Execute", trigger: "button[name=action_execute]", run: "click" },
        { content: "Done", trigger: ".o_form_view .o_arrow_button_current:contains('Done')" },
        { content: "The notice", trigger: ".o_data_row:contains('Old Customer') td[name=partner_id]", run: "click" },
        { content: "Is sent", trigger: ".o_form_view .o_arrow_button_current:contains('Sent')" },
        { content: "And in the chatter", trigger: ".o-mail-Chatter .o-mail-Message:contains('Last call')" },
    ],
});
