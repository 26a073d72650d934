// Events counted by who stands on either side.

const between = event => event.source && event.target && event.source.id !== event.target.id;

/** The pairs with the most events, whoever acted: [{a, b, events, quads}]. */
export function busiest(events, limit) {
  const pairs = new Map();
  for (const event of events.filter(between)) {
    const [a, b] = [event.source, event.target].sort((x, y) => (x.id < y.id ? -1 : 1)), key = `${a.id} ${b.id}`;
    if (!pairs.has(key)) pairs.set(key, { a, b, events: 0, quads: { 1: 0, 2: 0, 3: 0, 4: 0 } });
    const pair = pairs.get(key);
    pair.events += 1;
    pair.quads[event.quad] += 1;
  }
  return [...pairs.values()].sort((x, y) => y.events - x.events || (x.a.id + x.b.id < y.a.id + y.b.id ? -1 : 1)).slice(0, limit);
}

/** Lines from a country to those of these nodes that belong to it: not acts, but why they stand in its network. */
export const belonging = (nodes, country) => nodes.filter(node => node.country === country && node.id !== country)
  .map(node => ({ id: `of~${node.id}`, source: country, target: node.id, belongs: true, events: 0 }));

/** Nodes and edges of these events: an edge for each source, target and action, with how many of its acts have happened. */
export function network(events) {
  const nodes = new Map(), edges = new Map();
  const node = actor => {
    if (!nodes.has(actor.id)) nodes.set(actor.id, { ...actor, events: 0 });
    return nodes.get(actor.id);
  };
  for (const event of events) {
    for (const side of [event.source, event.target]) if (side) node(side).events += 1;
    if (!between(event)) continue;
    let [from, to] = [event.source.id, event.target.id];
    if (event.action === 'CONSULT' && from > to) [from, to] = [to, from];
    const key = `${from}~${to}~${event.action}~${event.modality}`;
    if (!edges.has(key)) edges.set(key, { id: key, source: from, target: to, action: event.action, quad: event.quad, modality: event.modality, events: 0 });
    edges.get(key).events += 1;
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}
