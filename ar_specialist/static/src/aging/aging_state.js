import { ReportChoices } from "../report_screen/report_choices";

const EMPTY = {
    as_of: "",
    age_on: "",
    basis: "",
    bucket_set_id: 0,
    currency: "company",
    group_by: "partner",
    credits_apart: null,
    search: "",
    overdue_only: false,
    hide_credits: false,
    mine: false,
    partner_ids: "",
    sort: "name",
    offset: 0,
    column: null,
};

/** Filters that leave items out of the report. */
export const NO_FILTERS = {
    search: "",
    overdue_only: false,
    hide_credits: false,
    mine: false,
    partner_ids: "",
    column: null,
    offset: 0,
};

const ADDRESS_KEYS = {
    as_of: "as_of",
    age_on: "age_on",
    basis: "basis",
    bucket_set_id: "buckets",
    currency: "currency",
    group_by: "group",
    credits_apart: "apart",
    search: "q",
    overdue_only: "overdue",
    hide_credits: "no_credits",
    mine: "mine",
    partner_ids: "customers",
    sort: "sort",
    offset: "from",
    column: "bucket",
};

const OPTIONS = [
    "as_of", "age_on", "basis", "bucket_set_id", "currency", "group_by", "search", "overdue_only", "hide_credits",
    "mine",
];

class AgingChoices extends ReportChoices {
    toOptions(report) {
        const options = super.toOptions(report);
        if (report.credits_apart !== null) {
            options.credits_apart = report.credits_apart;
        }
        if (report.partner_ids) {
            options.partner_ids = report.partner_ids.split("-").map(Number);
        }
        return options;
    }
}

/** What a person can choose on the aging screen; what is empty takes the company's default. */
export const AGING_CHOICES = new AgingChoices(EMPTY, ADDRESS_KEYS, OPTIONS, {
    credits_apart: "boolean",
    column: "number",
});

/** Return what the server took where `report` left it open; ageing on the as-of day stays tied to it. */
export function resolve(options) {
    return {
        as_of: options.as_of,
        age_on: options.age_on === options.as_of ? "" : options.age_on,
        basis: options.basis,
        bucket_set_id: options.bucket_set_id,
        credits_apart: options.credits_apart,
    };
}
