/**
 * What a person chose on the aging screen, and how it stands in the address.
 *
 * An option that is empty here takes the company's default on the server, which answers with what it took.
 */
export const EMPTY_REPORT = {
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

/** Return the query parameters of `report`; undefined takes a parameter out of the address. */
export function toAddress(report) {
    const parameters = {};
    for (const [name, key] of Object.entries(ADDRESS_KEYS)) {
        const value = report[name];
        parameters[key] = value === EMPTY_REPORT[name] ? undefined : encode(value);
    }
    return parameters;
}

/** Return the report that query parameters describe, `EMPTY_REPORT` where they say nothing. */
export function fromAddress(parameters) {
    const report = { ...EMPTY_REPORT };
    for (const [name, key] of Object.entries(ADDRESS_KEYS)) {
        if (parameters[key] !== undefined && parameters[key] !== "") {
            report[name] = decode(String(parameters[key]), EMPTY_REPORT[name], name);
        }
    }
    return report;
}

// The router turns what looks like a number into one: "00123" would come back as 123.
function encode(value) {
    if (typeof value === "boolean") {
        return value ? "yes" : "no";
    }
    return typeof value === "string" && value.trim() && !isNaN(value) ? `"${value}"` : value;
}

function decode(text, empty, name) {
    if (typeof empty === "boolean" || name === "credits_apart") {
        return text === "yes";
    }
    if (typeof empty === "number" || name === "column") {
        return Math.max(parseInt(text, 10) || 0, 0);
    }
    return text.replace(/^"(.*)"$/, "$1");
}

/** Return the options object that the server's methods, the PDF and the XLSX take. */
export function toOptions(report) {
    const options = {};
    for (const name of [
        "as_of", "age_on", "basis", "bucket_set_id", "currency", "group_by", "search", "overdue_only",
        "hide_credits", "mine",
    ]) {
        if (report[name]) {
            options[name] = report[name];
        }
    }
    if (report.credits_apart !== null) {
        options.credits_apart = report.credits_apart;
    }
    if (report.partner_ids) {
        options.partner_ids = report.partner_ids.split("-").map(Number);
    }
    return options;
}

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
