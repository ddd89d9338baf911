import { inputFiles } from "@web/../tests/utils";
import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_utils";

const { DateTime } = luxon;
const PROPOSAL = ".o_ar_cash_proposal";
const CHOSEN = ".o_ar_cash_row.o_ar_cash_chosen";

function head(queue, count) {
    return { content: `${count} in ${queue}`, trigger: `.o_ar_cash_head[data-queue=${queue}] .o_ar_cash_count:contains(/^${count}$/)` };
}

/** A key that is meant for the screen as a whole. */
function press(content, key, trigger = CHOSEN) {
    return { content, trigger, run: () => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })) };
}

function open() {
    return [
        stepUtils.showAppsMenuItem(),
        { trigger: ".o_app[data-menu-xmlid='account.menu_finance']", run: "click" },
        { trigger: "button[data-menu-xmlid='ar_specialist.menu_receivables']", run: "click" },
        { trigger: "a[data-menu-xmlid='ar_specialist.menu_ar_cash_screen']", run: "click" },
    ];
}

registry.category("web_tour.tours").add("ar_cash_tour", {
    steps: () => [
        ...open(),
        { content: "An empty screen says what to do", trigger: ".o_ar_cash_empty button:contains(Import a file)", run: "click" },
        {
            content: "What the bank sent",
            trigger: ".modal .o_field_widget[name=attachment_ids] .o_file_input_trigger, .modal .o_field_widget[name=attachment_ids] .o_attach",
            async run() {
                const day = DateTime.now().toISODate();
                const rows = [
                    "Booking date;Amount;Currency;Name;Reference;Text",
                    `${day};1000.00;USD;Tour Prompt Ltd;B-1;INVOICE TOUR-1`,
                    `${day};400.00;USD;Tour Prompt Ltd;B-2;TOUR-2`,
                    `${day};55.00;USD;Nobody In Particular;B-3;hello`,
                ];
                await inputFiles(".modal .o_field_widget[name=attachment_ids] input[type=file]", [
                    new File([rows.join("\n")], "bank.csv", { type: "text/csv" }),
                ]);
            },
        },
        { trigger: ".modal .o_field_widget[name=attachment_ids] :contains(bank.csv)" },
        { trigger: ".modal button[name=action_import]", run: "click" },
        { content: "It is in the books", trigger: ".modal .badge:contains(Imported)" },
        { trigger: ".modal .modal-footer button:contains(Close)", run: "click" },
        head("waiting", 3),
        head("ready", 2),
        head("unidentified", 1),

        { content: "The first one is shown with its invoice", trigger: `${PROPOSAL} .o_ar_cash_item[data-number='TOUR-1'] .o_ar_cash_tick:checked` },
        { content: "What was found stands out in the text", trigger: `${PROPOSAL} .o_ar_cash_text mark:contains(TOUR-1)` },
        press("Apply it", "Enter"),
        head("waiting", 2),
        head("done", 1),
        { content: "The next one is there", trigger: `${PROPOSAL} .o_ar_cash_item[data-number='TOUR-2'] .o_ar_cash_tick:checked` },
        press("Undo", "u"),
        head("waiting", 3),
        head("done", 0),
        { content: "The payment is back, with its invoice", trigger: `${PROPOSAL} .o_ar_cash_item[data-number='TOUR-1'] .o_ar_cash_tick:checked` },

        { content: "All that are ready at once", trigger: ".o_ar_cash_apply_ready:contains(1)", run: "click" },
        { trigger: ".modal button[name=apply_all]", run: "click" },
        { content: "One is done", trigger: ".modal .o_ar_cash_ready_done:contains(1 applied)" },
        { trigger: ".modal .modal-footer button:contains(Close)", run: "click" },
        head("done", 1),
        head("ready", 0),

        { content: "Whose is the last one?", trigger: ".o_ar_cash_head[data-queue=unidentified]", run: "click" },
        { trigger: `${CHOSEN}:contains(Nobody In Particular)` },
        press("Look for the customer", "c", `${PROPOSAL}:contains(Nobody In Particular)`),
        { trigger: ".o_ar_cash_find", run: "edit Tour Pro" },
        { trigger: ".o_ar_cash_pick.o_ar_cash_chosen:contains(Tour Prompt Ltd)" },
        { trigger: ".o_ar_cash_find", run: "press Enter" },
        { content: "Nobody is unidentified any more", trigger: ".o_ar_cash_empty:contains(This queue is done)" },
        head("unidentified", 0),
    ],
});

registry.category("web_tour.tours").add("ar_cash_short_tour", {
    steps: () => [
        ...open(),
        { content: "A short payment", trigger: `${PROPOSAL} .o_ar_cash_short:contains(150.00)` },
        press("Dispute the rest", "2"),
        { trigger: "[name=rest_dispute][aria-checked=true]" },
        {
            content: "Not without a reason",
            trigger: "button[name=apply]",
            run: "click",
        },
        { trigger: ".o_notification:contains(Choose a reason first)" },
        { trigger: ".o_ar_cash_reason select", run: "selectByLabel Damaged on the Tour" },
        { trigger: ".o_ar_cash_reason input", run: "edit Two boxes were wet" },
        { trigger: "button[name=apply]", run: "click" },
        head("done", 1),
        head("waiting", 0),
        { content: "It can be looked at", trigger: ".o_ar_cash_head[data-queue=done]", run: "click" },
        { trigger: `${PROPOSAL} .o_ar_cash_applied:contains(TOUR-9)` },
        { trigger: "button[name=undo]" },
    ],
});

registry.category("web_tour.tours").add("ar_cash_keys_tour", {
    steps: () => [
        ...open(),
        head("ready", 1),
        { content: "The mouse rests on something that explains itself", trigger: ".o_ar_cash_figure[data-tooltip]", run: "hover" },
        { trigger: ".o-tooltip" },
        press("Keys work all the same", "?"),
        { trigger: ".modal .modal-footer button:contains(Close)", run: "click" },
        { content: "Nothing is left for it", trigger: `${PROPOSAL} .o_ar_cash_item[data-number='TOUR-2'] .o_ar_cash_tick`, run: "click" },
        { trigger: ".o_notification:contains(Nothing is left)" },
        { content: "The tick is taken back", trigger: `${PROPOSAL} .o_ar_cash_item[data-number='TOUR-2'] .o_ar_cash_tick:not(:checked)` },
        press("Not a customer's payment", "n"),
        head("waiting", 0),
        press("That was a slip", "u", ".o_ar_cash_empty"),
        head("waiting", 1),
        { trigger: `${PROPOSAL} .o_ar_cash_item[data-number='TOUR-1'] .o_ar_cash_tick:checked` },
    ],
});

registry.category("web_tour.tours").add("ar_cash_return_tour", {
    steps: () => [
        ...open(),
        head("waiting", 1),
        { content: "Its own queue", trigger: ".o_ar_cash_head[data-queue=returns]", run: "click" },
        { trigger: `${PROPOSAL} .o_ar_cash_back:contains(Tour Prompt Ltd):contains(TOUR-1001)` },
        press("Book it", "Enter"),
        head("waiting", 0),
        { content: "With the payment that it takes back", ...head("done", 2) },
        press("Undo", "u", ".o_ar_cash_empty"),
        head("returns", 1),
        { content: "It waits again", trigger: `${PROPOSAL} button[name=book_return]` },
        press("Which payment, too?", "o"),
        { content: "The return is asked for", trigger: ".modal .o_field_widget[name=payment_id]" },
        { trigger: ".modal .modal-footer button:contains(Close)", run: "click" },
        { content: "The dialog is gone", trigger: "body:not(:has(.modal))" },
        press("Not a return", "n", `${PROPOSAL} button[name=dismiss_return]`),
        head("waiting", 0),
    ],
});
