import { registry } from "@web/core/registry";
import { ProvisionField } from "./provision_field";

/** How a provision's figures come to the receivables of the ledger; each opens its items. */
export class ProvisionSummary extends ProvisionField {
    static template = "ar_specialist.ProvisionSummary";

    get parts() {
        return (this.value.parts || []).filter((part) => part.amount || part.key !== "exposure_specific");
    }

    sign(part) {
        if (part.key === "receivables") {
            return "=";
        }
        return part.key === "exposure_matrix" ? "" : part.amount < 0 ? "−" : "+";
    }

    shown(part) {
        return this.money(part.key === "receivables" ? part.amount : Math.abs(part.amount));
    }

    get amount() {
        return (this.value.amounts || []).find((part) => part.key === "amount");
    }

    openPart(part) {
        return this.open(this.props.record.resModel, "action_open_part", this.props.record.resId, part.key);
    }
}

registry.category("fields").add("ar_provision_summary", { component: ProvisionSummary, supportedTypes: ["json"] });
