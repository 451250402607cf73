// Values under the pointer or the arrow keys: a line through all charts at one time, and a box of values at one of them.
import { format } from './figures.js';
import { clockText, utcText } from './localtime.js';

const announce = document.querySelector('[data-announce]');
let shown = null;

export function readCharts() {
  document.addEventListener('pointermove', event => point(event.target.closest?.('[data-plot]'), event.clientX));
  document.addEventListener('pointerdown', event => point(event.target.closest?.('[data-plot]'), event.clientX));
  document.documentElement.addEventListener('pointerleave', clear);
  document.addEventListener('keydown', key);
  document.addEventListener('focusout', event => event.target.matches?.('[data-plot]') && clear());
  document.addEventListener('plimsoll:refreshed', draw);
}

function point(plot, clientX) {
  if (!plot) {
    if (shown && !shown.byKey)
      clear();
    return;
  }
  const box = plot.getBoundingClientRect();
  show(plot, Math.round((clientX - box.left) / box.width * (count(plot) - 1)), false);
}

function key(event) {
  const plot = event.target.closest?.('[data-plot]');
  if (!plot)
    return;
  const last = count(plot) - 1;
  const now = shown ? index(plot, shown.time) : last + 1;
  const step = event.shiftKey ? 10 : 1;
  const next = { ArrowLeft: now - step, ArrowRight: now + step, Home: 0, End: last }[event.key];
  if (event.key === 'Escape')
    clear();
  if (next === undefined)
    return;
  event.preventDefault();
  show(plot, next, true);
  announce.textContent = spoken(plot, index(plot, shown.time));
}

function show(plot, at, byKey) {
  const clamped = Math.max(0, Math.min(count(plot) - 1, at));
  shown = { id: plot.closest('[data-key]').dataset.key, time: time(plot, clamped).getTime(), byKey };
  draw();
}

function clear() {
  shown = null;
  draw();
}

function draw() {
  for (const own of document.querySelectorAll('[data-plot] > [data-own]'))
    own.remove();
  if (!shown)
    return;
  for (const plot of document.querySelectorAll('[data-plot]')) {
    const at = index(plot, shown.time);
    if (at < 0 || at >= count(plot))
      continue;
    place(plot, 'cross', at);
    if (plot.closest('[data-key]').dataset.key === shown.id)
      readOut(plot, at);
  }
}

function readOut(plot, at) {
  const max = Number(plot.dataset.max);
  lines(plot).forEach(({ values }, i) => {
    if (values[at] !== null)
      place(plot, `dot l${i}`, at).style.top = `${100 * (1 - Math.min(1, values[at] / max))}%`;
  });
  const tip = place(plot, 'tip', at);
  tip.append(row('p', `${clockText(time(plot, at))} · ${utcText(time(plot, at)).slice(11)}`));
  for (const { label, values } of lines(plot))
    tip.append(row('div', label, values[at] === null ? 'no data' : format(plot.dataset.unit, values[at])));
  const left = plot.clientWidth * at / (count(plot) - 1);
  tip.style.left = left > plot.clientWidth / 2 ? `${left - tip.offsetWidth - 10}px` : `${left + 10}px`;
}

function place(plot, name, at) {
  const element = document.createElement('div');
  element.className = name;
  element.dataset.own = '';
  element.ariaHidden = 'true';
  element.style.left = `${100 * at / (count(plot) - 1)}%`;
  plot.append(element);
  return element;
}

function row(name, ...texts) {
  const element = document.createElement(name);
  element.append(...texts.map(text => Object.assign(document.createElement('span'), { textContent: text })));
  return element;
}

function spoken(plot, at) {
  const values = lines(plot).map(l => `${l.label} ${l.values[at] === null ? 'no data' : format(plot.dataset.unit, l.values[at])}`);
  return `${clockText(time(plot, at))}: ${values.join(', ')}`;
}

const cache = new WeakMap();

function lines(plot) {
  return [...plot.querySelectorAll('path[data-values]')].map(path => {
    const json = path.dataset.values;
    let parsed = cache.get(path);
    if (parsed?.json !== json)
      cache.set(path, parsed = { json, values: JSON.parse(json) });
    return { label: path.dataset.label, values: parsed.values };
  });
}

const count = plot => lines(plot)[0].values.length;
const time = (plot, at) => new Date(Number(plot.dataset.start) + at * Number(plot.dataset.step));
const index = (plot, at) => Math.round((at - Number(plot.dataset.start)) / Number(plot.dataset.step));
