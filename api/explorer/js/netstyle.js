// How the network is drawn: colours are the page's own, read from its style.
export const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const SHAPES = { country: 'round-rectangle', person: 'ellipse', organization: 'hexagon', armed_group: 'vee', group: 'pentagon' };

export function styles() {
  const ink = css('--ink'), canvas = css('--canvas'), font = 'system-ui, sans-serif';
  return [
    { selector: 'node', style: { width: 'data(r)', height: 'data(r)', 'border-width': 2, 'border-color': canvas, label: 'data(name)', color: ink, 'font-family': font, 'font-size': 'data(size)', 'text-valign': 'bottom', 'text-margin-y': 5, 'text-outline-color': canvas, 'text-outline-width': 3, 'text-wrap': 'ellipsis', 'text-max-width': 190, 'min-zoomed-font-size': 7 } },
    ...Object.entries(SHAPES).map(([kind, shape]) => ({ selector: `node[kind="${kind}"]`, style: { shape, 'background-color': css(`--k-${kind}`) } })),
    { selector: 'node[?centre]', style: { 'border-color': css('--accent'), 'border-width': 4, 'font-weight': 700 } },
    { selector: 'node.pinned', style: { 'border-style': 'double', 'border-color': ink, 'border-width': 5 } },
    { selector: 'edge', style: { width: 'data(w)', 'curve-style': 'bezier', 'control-point-step-size': 34, opacity: 0.85, 'target-arrow-shape': 'triangle', 'arrow-scale': 0.9, label: 'data(label)', 'font-size': 10.5, 'font-family': font, color: css('--muted'), 'text-rotation': 'autorotate', 'text-outline-color': canvas, 'text-outline-width': 3, 'min-zoomed-font-size': 8 } },
    ...[1, 2, 3, 4].map(quad => ({ selector: `edge[quad=${quad}]`, style: { 'line-color': css(`--q${quad}`), 'target-arrow-color': css(`--q${quad}`), 'source-arrow-color': css(`--q${quad}`), 'line-style': quad % 2 ? 'dashed' : 'solid', 'line-dash-pattern': [9, 3] } })),
    { selector: 'edge[action="CONSULT"]', style: { 'source-arrow-shape': 'triangle' } },
    { selector: 'edge[quad>2]', style: { 'target-arrow-shape': 'vee', 'arrow-scale': 1.2 } },
    { selector: 'edge[action][modality!="occurred"]', style: { 'line-style': 'dotted', opacity: 0.6, 'target-arrow-fill': 'hollow' } },
    { selector: 'edge[?belongs]', style: { width: 1, 'line-color': css('--line'), 'line-style': 'solid', 'target-arrow-shape': 'none', 'curve-style': 'straight', label: '', opacity: 0.6, events: 'no' } },
    { selector: '.dim', style: { opacity: 0.12 } },
    { selector: '.hot', style: { opacity: 1, 'z-index': 9, 'text-max-width': 320 } },
    { selector: ':selected', style: { 'overlay-color': css('--accent'), 'overlay-opacity': 0.2, 'overlay-padding': 6 } },
  ];
}
