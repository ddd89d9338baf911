import { browser } from "@web/core/browser/browser";
import { user } from "@web/core/user";

const SHOWN = "ar_specialist.aging.companies";

/** The active companies as they stand in the address. */
export function companiesInAddress() {
    return user.activeCompanies.map((company) => company.id).join("-");
}

/**
 * Switch to the companies of a link, so that it shows the same report; the page loads anew then.
 *
 * The address that this tab wrote itself is not followed: it is old when the user has just switched companies.
 *
 * @param {string | number | undefined} linked
 * @returns {"same" | "switching" | "forbidden"}
 */
export function followCompanies(linked) {
    const wanted = String(linked ?? "");
    const shown = browser.sessionStorage.getItem(SHOWN);
    const active = companiesInAddress();
    browser.sessionStorage.setItem(SHOWN, active);
    if (!wanted || wanted === active || wanted === shown) {
        return "same";
    }
    const ids = wanted.split("-").map(Number);
    const allowed = new Set(user.allowedCompanies.map((company) => company.id));
    if (!ids.every((id) => allowed.has(id))) {
        return "forbidden";
    }
    browser.sessionStorage.setItem(SHOWN, wanted);
    user.activateCompanies(ids, { includeChildCompanies: false, reload: true });
    return "switching";
}
