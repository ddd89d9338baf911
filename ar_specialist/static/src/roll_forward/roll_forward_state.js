import { ReportChoices } from "../report_screen/report_choices";

const EMPTY = {
    date_from: "",
    date_to: "",
    currency: "company",
    group_by: "partner",
    search: "",
    sort: "name",
    offset: 0,
};

const ADDRESS_KEYS = {
    date_from: "from",
    date_to: "to",
    currency: "currency",
    group_by: "group",
    search: "q",
    sort: "sort",
    offset: "row",
};

/** What a person can choose on the roll-forward's screen. */
export const ROLL_CHOICES = new ReportChoices(EMPTY, ADDRESS_KEYS, [
    "date_from", "date_to", "currency", "group_by", "search",
]);
