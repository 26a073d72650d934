// The network as SVG: cytoscape draws on a canvas, which has no such form.
import { GLYPH } from './marks.js';
import { css } from './netstyle.js';

const escape = text => String(text).replace(/[&<>"]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]);

/** What is drawn, all of it, at the scale of the screen. */
export function svgOf(cy) {
  const box = cy.elements().boundingBox(), pad = 24, [w, h] = [box.w + 2 * pad, box.h + 2 * pad];
  const at = point => ({ x: point.x - box.x1 + pad, y: point.y - box.y1 + pad }), font = 'font-family="system-ui, sans-serif"';
  const edges = cy.edges('[action]').map(edge => {
    const from = at(edge.sourceEndpoint()), to = at(edge.targetEndpoint()), mid = at(edge.midpoint()), { quad, modality, label, w: width } = edge.data();
    const bend = { x: 2 * mid.x - (from.x + to.x) / 2, y: 2 * mid.y - (from.y + to.y) / 2 };
    const dash = modality !== 'occurred' ? '1 4' : quad % 2 ? '9 3' : '', colour = css(`--q${quad}`);
    return `<path d="M${from.x} ${from.y}Q${bend.x} ${bend.y} ${to.x} ${to.y}" fill="none" stroke="${colour}" stroke-width="${width}"${dash && ` stroke-dasharray="${dash}"`} marker-end="url(#a${quad})"/>${label ? `<text x="${mid.x}" y="${mid.y - 3}" font-size="10.500" text-anchor="middle" ${font} fill="${css('--muted')}">${escape(label)}</text>` : ''}`;
  });
  const nodes = cy.nodes().map(node => {
    const { x, y } = at(node.position()), { r, kind, name } = node.data();
    return `<path transform="translate(${x - r / 2} ${y - r / 2}) scale(${r / 16})" d="${GLYPH[kind] ?? GLYPH.group}" fill="${css(`--k-${kind}`)}"/><text x="${x}" y="${y + r / 2 + 15}" font-size="13" text-anchor="middle" ${font} fill="${css('--ink')}" stroke="${css('--canvas')}" stroke-width="3" paint-order="stroke">${escape(name)}</text>`;
  });
  const heads = [1, 2, 3, 4].map(quad => `<marker id="a${quad}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 8 4 0 8z" fill="${css(`--q${quad}`)}"/></marker>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}"><defs>${heads.join('')}</defs><rect width="100%" height="100%" fill="${css('--canvas')}"/>${edges.join('')}${nodes.join('')}</svg>`;
}
