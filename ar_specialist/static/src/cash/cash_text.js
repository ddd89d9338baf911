/** Return `text` cut into parts, those marked that contain one of `marks`; upper and lower case are the same. */
export function markedParts(text, marks) {
    const wanted = marks.filter((mark) => mark.length > 1).map((mark) => mark.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    if (!wanted.length || !text) {
        return [{ text: text || "", isMarked: false }];
    }
    const pattern = new RegExp(`(?<![0-9])(${wanted.sort((a, b) => b.length - a.length).join("|")})(?![0-9])`, "i");
    return text.split(pattern).map((part, number) => ({ text: part, isMarked: number % 2 === 1 })).filter((part) => part.text);
}
