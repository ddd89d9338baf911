import { markRaw } from "@odoo/owl";
import { KeepLast } from "@web/core/utils/concurrency";

const PAGE = 60;

/** The rows of the chosen queue by their place, as far as they were asked for, and the heads of all queues. */
export class CashQueueRows {
    constructor(orm, view) {
        this.orm = markRaw(orm);
        this.view = view;
        this.last = markRaw(new KeepLast());
        this.asked = new Set();
        this.rows = {};
        this.count = 0;
        this.heads = {};
        this.first = 0;
    }

    /** Read again what can be seen; rows elsewhere are read when they come into sight. */
    async reload() {
        const page = Math.floor(this.first / PAGE);
        const found = await this.last.add(this.fetch(page * PAGE));
        this.asked = new Set([page]);
        this.rows = {};
        this.take(found);
    }

    /** Begin at the top, as another queue or search does. */
    restart() {
        this.first = 0;
        return this.reload();
    }

    fetch(offset, limit = PAGE) {
        const { queue, search, order } = this.view;
        return this.orm.silent.call("ar.cash.payment", "screen_queue", [queue, search], { order, offset, limit });
    }

    take(page) {
        this.count = page.count;
        this.heads = page.heads;
        page.rows.forEach((row, number) => (this.rows[page.offset + number] = row));
    }

    /** Load what is missing of the rows from `first` to before `last`. */
    need(first, last) {
        this.first = first;
        for (let page = Math.floor(first / PAGE); page * PAGE < Math.min(last, this.count); page++) {
            if (!this.asked.has(page)) {
                this.load(page);
            }
        }
    }

    async load(page) {
        const { asked } = this;
        asked.add(page);
        const found = await this.fetch(page * PAGE);
        // An answer about a queue that is shown no more is none.
        if (asked === this.asked) {
            this.take(found);
        }
    }

    /** Return the row at `index`, read when it is not there yet; undefined behind the end. */
    async at(index) {
        if (!this.rows[index] && index >= 0 && index < this.count) {
            await this.load(Math.floor(index / PAGE));
        }
        return this.rows[index];
    }

    indexOf(id) {
        const found = Object.entries(this.rows).find(([, row]) => row.id === id);
        return found ? Number(found[0]) : -1;
    }
}
