/** Return the ticked items of a payment with what they get, as the server takes them. */
export function linesOf(payment) {
    return payment.items.filter(({ ticked }) => ticked).map(
        ({ id, amount, discount, write_off, charges }) => ({ item_id: id, amount, discount, write_off, charges })
    );
}

/** Return the differences that can be chosen about, as one word: what was chosen holds as long as it is the same. */
export function restsOf(payment) {
    return payment.rests.map(({ key }) => key).join();
}

/** Items stay where they are while somebody ticks them. */
export function inOrderOf(before, items) {
    const places = new Map(before.map(({ id }, place) => [id, place]));
    const place = ({ id }) => places.get(id) ?? before.length;
    return [...items].sort((one, other) => place(one) - place(other));
}

/** Return what of the payment can be undone as {id, applicationId}, 0 where nothing was booked; null for nothing. */
export function doneOf(payment) {
    if (payment?.application?.may_undo) {
        return { id: payment.id, applicationId: payment.application.id };
    }
    return payment?.may_take_back ? { id: payment.id, applicationId: 0 } : null;
}
