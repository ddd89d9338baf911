import { registry } from "@web/core/registry";
import { ProvisionField } from "./provision_field";

const sum = (cells, name) => cells.reduce((total, cell) => total + cell[name], 0);

/** The matrix of a provision: what each segment owes by bucket, the rate, and what of it is expected to be lost. */
export class ProvisionGrid extends ProvisionField {
    static template = "ar_specialist.ProvisionGrid";

    get rows() {
        return (this.value.rows || []).map((row) => ({
            ...row,
            exposure: sum(row.cells, "exposure"),
            base: sum(row.cells, "base"),
            amount: sum(row.cells, "amount"),
            taxed: row.cells.some((cell) => cell.base !== cell.exposure),
        }));
    }

    get labels() {
        return this.rows.length ? this.rows[0].cells.map((cell) => cell.label) : [];
    }

    total(name, number) {
        return sum(number === undefined ? this.rows : this.rows.map((row) => row.cells[number]), name);
    }
}

registry.category("fields").add("ar_provision_grid", { component: ProvisionGrid, supportedTypes: ["json"] });
