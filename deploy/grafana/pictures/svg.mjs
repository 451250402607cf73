// One dashboard as one SVG: panels where Grafana would put them, lines through what was answered.
import { written } from './units.mjs';

const [columnWidth, rowHeight, gap, top] = [50, 27, 4, 34];
const palette = ['#5794f2', '#56a64b', '#e0a100', '#e02f44', '#b877d9', '#ff780a', '#3274d9', '#37872d', '#8f3bb8', '#c4162a', '#0a9396', '#7c5c2e'];
const named = { red: '#e02f44', yellow: '#e0a100', green: '#37872d', blue: '#1f60c4' };

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const text = (x, y, content, kind, more = '') => `<text x="${x.toFixed(0)}" y="${y.toFixed(0)}" class="${kind}"${more}>${escaped(content)}</text>`;
const end = ' text-anchor="end"';
const middle = ' text-anchor="middle"';
const short = (content, most) => (content.length > most ? `${content.slice(0, most - 1)}…` : content);
const clock = (at) => new Date(at * 1000).toISOString().slice(11, 16);

const colorAt = (steps, value) => named[steps.findLast((s) => s.value === null || value >= s.value).color];

function niceStep(span) {
  const raw = span / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  return power * ([1, 2, 2.5, 5].find((m) => m * power >= raw) ?? 10);
}

function scaleOf(panel) {
  const { min, max } = panel.fieldConfig.defaults;
  const values = panel.answer.flatMap((s) => s.points.map((p) => p[1]));
  let [low, high] = [min ?? Math.min(...values, 0), max ?? Math.max(...values)];
  if (min === undefined && Math.min(...values) > 0.6 * high)
    low = Math.min(...values);
  if (high <= low)
    high = low + (Math.abs(low) || 1);
  const step = niceStep(high - low);
  return { low: Math.floor(low / step + 1e-9) * step, high: Math.ceil(high / step - 1e-9) * step, step };
}

function timeseries(panel, { w, h }, range) {
  const legendRows = Math.min(3, Math.ceil(panel.answer.length / 2));
  const plot = { x: 72, y: 32, w: w - 84, h: h - 32 - 30 - legendRows * 14 };
  const { defaults, overrides } = panel.fieldConfig;
  const scale = scaleOf(panel);
  const x = (at) => plot.x + ((at - range.end + range.seconds) / range.seconds) * plot.w;
  const y = (value) => plot.y + plot.h - ((Math.min(Math.max(value, scale.low), scale.high) - scale.low) / (scale.high - scale.low)) * plot.h;
  const out = [];
  for (let value = scale.low; value <= scale.high + scale.step / 2; value += scale.step)
    out.push(`<path d="M${plot.x} ${y(value).toFixed(1)}h${plot.w}" class="g"/>`, text(plot.x - 6, y(value) + 4, written(defaults.unit, Math.abs(value) < scale.step / 1e6 ? 0 : value), 'a', end));
  for (const part of [0.1, 0.5, 0.9])
    out.push(text(plot.x + part * plot.w, plot.y + plot.h + 16, clock(range.end - (1 - part) * range.seconds), 'a', middle));
  if (defaults.custom.thresholdsStyle.mode === 'line')
    out.push(...defaults.thresholds.steps.filter((s) => s.value !== null).map((s) => `<path d="M${plot.x} ${y(s.value).toFixed(1)}h${plot.w}" stroke="${named[s.color]}" stroke-dasharray="6 4" opacity=".6"/>`));
  const thin = new Set(overrides.map((o) => o.matcher.options));
  panel.answer.forEach((line, i) => {
    const path = line.points.map(([at, value]) => `${x(at).toFixed(0)} ${y(value).toFixed(1)}`).join('L');
    out.push(`<path d="M${path}" stroke="${palette[i % palette.length]}" ${thin.has(line.target) ? 'stroke-width="1" stroke-dasharray="4 4"' : 'stroke-width="1.6"'}/>`);
  });
  panel.answer.slice(0, legendRows * 2).forEach((line, i) => {
    const [lx, ly] = [14 + (i % 2) * ((w - 20) / 2), h - legendRows * 14 + Math.floor(i / 2) * 14 + 4];
    const left = i === legendRows * 2 - 1 && panel.answer.length > legendRows * 2 ? `, and ${panel.answer.length - legendRows * 2} more` : '';
    out.push(`<path d="M${lx.toFixed(0)} ${ly - 4}h10" stroke="${palette[i % palette.length]}" stroke-width="3"/>`, text(lx + 15, ly, short(line.name, Math.floor(w / 14) - left.length) + left, 'l'));
  });
  return out;
}

function stat(panel, { w, h }) {
  const value = panel.answer[0].points.at(-1)[1];
  const { unit, thresholds } = panel.fieldConfig.defaults;
  return [text(w / 2, h / 2 + 20, written(unit, value), 'v', ` text-anchor="middle" style="fill:${colorAt(thresholds.steps, value)}"`)];
}

function table(panel, { w }) {
  const units = Object.fromEntries(panel.fieldConfig.overrides.map((o) => [o.matcher.options, o.properties[0].value]));
  const names = panel.targets.map((t) => t.legendFormat);
  const labels = [...new Set(panel.answer.flatMap((s) => Object.keys(s.labels)))].filter((l) => l !== '__name__');
  const keyOf = (s) => labels.map((l) => s.labels[l] ?? '').join('\n');
  const lines = [...new Set(panel.answer.map(keyOf))].map((key) => [key, panel.answer.filter((s) => keyOf(s) === key)]);
  const wide = (w - 20) * (labels.length === 1 ? 0.2 : 0.17);
  const narrow = (w - 20 - wide * labels.length) / names.length;
  const rightOf = (i) => 12 + wide * labels.length + narrow * (i + 1);
  const out = [...labels.map((l, i) => text(12 + i * wide, 48, l, 'h')), ...names.map((n, i) => text(rightOf(i), 48, n, 'h', end))];
  lines.slice(0, 6).forEach(([key, cells], row) => {
    const ly = 72 + row * 24;
    out.push(`<path d="M10 ${ly - 16}H${w - 10}" class="g"/>`, ...key.split('\n').map((l, i) => text(12 + i * wide, ly, short(l, 28), 'c')));
    for (const cell of cells) {
      const i = panel.targets.findIndex((t) => t.refId === cell.target);
      out.push(text(rightOf(i), ly, written(units[names[i]], cell.points.at(-1)[1]), 'c', end));
    }
  });
  return out;
}

function panelSvg(panel, range) {
  const { x, y, w, h } = panel.gridPos;
  const [px, py] = [x * columnWidth, top + y * rowHeight];
  if (panel.type === 'row')
    return text(px + 8, py + 19, panel.title, 'r');
  const size = { w: w * columnWidth - gap, h: h * rowHeight - gap };
  const inner = panel.answer.length === 0 ? [text(size.w / 2, size.h / 2 + 8, 'No data', 'a', middle)] : { timeseries, stat, table }[panel.type](panel, size, range);
  return `<g transform="translate(${px} ${py})"><rect width="${size.w}" height="${size.h}" rx="3" fill="#fff" stroke="#dcdde0"/>${text(10, 19, panel.title, 't')}${inner.join('')}</g>`;
}

export function dashboardSvg(dashboard, range) {
  const width = 24 * columnWidth;
  const height = top + rowHeight * Math.max(...dashboard.panels.map((p) => p.gridPos.y + p.gridPos.h)) + gap;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Inter,Helvetica,Arial,sans-serif" fill="none">
<title>${escaped(dashboard.title)}</title>
<style>text{fill:#24292e}.t{font-size:13px;font-weight:600}.r{font-size:14px;font-weight:600}.a,.l{font-size:11px;fill:#6e7379}.l{fill:#41464c}.h{font-size:12px;fill:#1f60c4;font-weight:600}.c{font-size:12px}.v{font-size:28px;font-weight:600}.b{font-size:16px;font-weight:600}.g{stroke:#e7e8ea}</style>
<rect width="${width}" height="${height}" fill="#f4f5f5"/>
${text(8, 22, dashboard.title, 'b')}
${dashboard.panels.map((p) => panelSvg(p, range)).join('\n')}
</svg>
`;
}
