// Where nodes stand: forces that always give the same picture for the same graph, so that a link shows what its sender saw.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from '../vendor/d3-force.js';

/** A number from 0 to 1 that belongs to the text. */
const chance = (text, salt) => {
  let h = salt;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  return ((h ^ (h >>> 13)) >>> 0) / 4294967296;
};

/** Map of id to {x, y}. Nodes in `fixed` stay where they are; others begin beside one that they are joined with. */
export function arrange(nodes, edges, fixed, wide = 1.4) {
  const near = new Map();
  for (const edge of edges) {
    if (fixed.has(edge.source)) near.set(edge.target, edge.source);
    if (fixed.has(edge.target)) near.set(edge.source, edge.target);
  }
  const bodies = nodes.map(node => {
    const stay = fixed.get(node.id), by = fixed.get(near.get(node.id));
    const angle = 2 * Math.PI * chance(node.id, 7), far = 120 + 160 * chance(node.id, 11);
    const from = by ?? { x: 0, y: 0 };
    return { id: node.id, r: node.r, w: Math.max(node.r, 3.1 * Math.min(node.name.length, 20)), ...(stay ? { x: stay.x, y: stay.y, fx: stay.x, fy: stay.y } : { x: from.x + far * Math.cos(angle), y: from.y + far * Math.sin(angle) }) };
  });
  const joined = [...new Map(edges.map(edge => [[edge.source, edge.target].sort().join(' '), { source: edge.source, target: edge.target }])).values()];
  const many = nodes.length > 120;
  forceSimulation(bodies)
    .force('link', forceLink(joined).id(body => body.id).distance(many ? 70 : 130).strength(0.35))
    .force('charge', forceManyBody().strength(many ? -260 : -720).distanceMax(1100))
    .force('x', forceX().strength(0.06 / wide)).force('y', forceY().strength(0.06 * wide))
    .force('collide', forceCollide(body => body.w * 0.62 + 12).iterations(2))
    .stop().tick(many ? 160 : 320);
  return new Map(bodies.map(body => [body.id, { x: body.x, y: body.y }]));
}
