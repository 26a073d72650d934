// A picture of what a view shows, as SVG or PNG, whatever it is drawn with.
let picture = null;

/** A view says how its picture is made, and takes it back when it goes. */
export function setPicture(one) { picture = one; }
export const hasPicture = () => picture !== null || Boolean(document.querySelector('[data-picture]'));

const STYLED = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-opacity', 'opacity', 'font-family', 'font-size', 'font-weight', 'text-anchor', 'paint-order', 'visibility'];

/** The drawing with its style written into each element, for there is no style sheet beside a saved file. */
function inlined(drawing) {
  const copy = drawing.cloneNode(true), box = drawing.getBoundingClientRect(), from = [drawing, ...drawing.querySelectorAll('*')], to = [copy, ...copy.querySelectorAll('*')];
  from.forEach((element, i) => { const style = getComputedStyle(element); for (const name of STYLED) if (style.getPropertyValue(name)) to[i].setAttribute(name, style.getPropertyValue(name)); to[i].removeAttribute('class'); to[i].removeAttribute('style'); });
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', box.width);
  copy.setAttribute('height', box.height);
  if (!copy.hasAttribute('viewBox')) copy.setAttribute('viewBox', `0 0 ${box.width} ${box.height}`);
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [name, value] of Object.entries({ width: '100%', height: '100%', fill: getComputedStyle(document.documentElement).getPropertyValue('--canvas').trim() })) ground.setAttribute(name, value);
  copy.prepend(ground);
  return new XMLSerializer().serializeToString(copy);
}

export function svgText() {
  const drawing = document.querySelector('[data-picture]');
  return picture ? picture.svg() : drawing ? inlined(drawing) : null;
}

export function save(blob, name) {
  const anchor = document.createElement('a'), href = URL.createObjectURL(blob);
  anchor.href = href;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(href), 10000);
}

const svgBlob = () => new Blob([svgText()], { type: 'image/svg+xml' });
export const saveSvg = name => save(svgBlob(), `${name}.svg`);

/** Twice as fine as on the screen. */
export async function savePng(name) {
  const href = URL.createObjectURL(svgBlob()), image = new Image();
  image.src = href;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width * 2;
  canvas.height = image.height * 2;
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(href);
  const blob = await new Promise(done => { canvas.toBlob(done, 'image/png'); });
  save(blob, `${name}.png`);
}
