// Offsets of the service count code points; a string here counts UTF-16 units. All cutting is done in this module.

/** The text cut wherever a span begins or ends: [{text, start, marks}], `marks` being the spans that cover the piece. */
export function pieces(text, spans, offset = 0) {
  const points = Array.from(text), end = offset + points.length;
  const inside = spans.filter(span => span.start < end && span.end > offset && span.end > span.start);
  const cuts = new Set([offset, end]);
  for (const span of inside) { cuts.add(Math.max(span.start, offset)); cuts.add(Math.min(span.end, end)); }
  const edges = [...cuts].sort((a, b) => a - b);
  return edges.slice(0, -1).map((from, i) => ({
    text: points.slice(from - offset, edges[i + 1] - offset).join(''),
    start: from,
    marks: inside.filter(span => span.start <= from && span.end >= edges[i + 1]),
  }));
}

const LETTER = /[\p{L}\p{N}]/u;

/** Where a name stands in a text as whole words, the first time: {start, end} in code points, or null. */
export function find(text, name) {
  const low = text.toLowerCase(), wanted = name.toLowerCase();
  if (!wanted || low.length !== text.length) return null;
  for (let at = low.indexOf(wanted); at >= 0; at = low.indexOf(wanted, at + 1)) {
    const before = text[at - 1] ?? ' ', after = text[at + wanted.length] ?? ' ';
    if (LETTER.test(before) || LETTER.test(after)) continue;
    const start = Array.from(text.slice(0, at)).length;
    return { start, end: start + Array.from(text.slice(at, at + wanted.length)).length };
  }
  return null;
}

/** The span of the first of the names that stands there, the longest name first. */
export function findAny(text, names) {
  for (const name of [...names].sort((a, b) => b.length - a.length)) {
    const span = name.length > 1 ? find(text, name) : null;
    if (span) return span;
  }
  return null;
}

/** A person is often told of by the last name alone, so that is looked for too. */
export function namesOf(actor) {
  const names = [actor.name, ...(actor.aliases ?? [])];
  if (actor.kind === 'person') names.push(...names.map(name => name.split(/\s+/).at(-1)).filter(name => name.length > 3));
  return names;
}
