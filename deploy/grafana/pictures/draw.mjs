// Draws dashboards from what a Prometheus answers to their panels' queries, for a README without a Grafana:
//   node draw.mjs http://127.0.0.1:9090 MINUTES FOLDER
// writes FOLDER/grafana-NAME.svg for each dashboard on Prometheus.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dashboardSvg } from './svg.mjs';

const [prometheus, minutes, folder] = process.argv.slice(2);
const dashboards = join(dirname(fileURLToPath(import.meta.url)), '..', 'dashboards', 'prometheus');
const points = 72;
const range = { end: Math.floor(Date.now() / 1000), seconds: Number(minutes) * 60 };
const step = Math.max(1, Math.round(range.seconds / points));

const filled = (expr) => expr.replaceAll('$__rate_interval', '1m').replaceAll('$__range', `${range.seconds}s`).replaceAll('$component', '.*');

async function ask(path, parameters) {
  const answer = await fetch(`${prometheus}/api/v1/${path}?${new URLSearchParams(parameters)}`);
  const { status, data, error } = await answer.json();
  if (status !== 'success')
    throw new Error(`${parameters.query}: ${error}`);
  return data.result;
}

const named = (legend, labels) => legend.replaceAll(/{{(\w+)}}/g, (_, name) => labels[name] ?? '').trim();

async function series(target) {
  const query = filled(target.expr);
  const found = target.range
    ? await ask('query_range', { query, start: range.end - range.seconds, end: range.end, step })
    : await ask('query', { query, time: range.end });
  return found.map(({ metric, values, value }) => ({
    name: named(target.legendFormat, metric), labels: metric, target: target.refId,
    points: (values ?? [value]).map(([at, v]) => [at, Number(v)]).filter(([, v]) => Number.isFinite(v)),
  })).filter((s) => s.points.length > 0);
}

for (const file of readdirSync(dashboards)) {
  const dashboard = JSON.parse(readFileSync(join(dashboards, file), 'utf8'));
  for (const panel of dashboard.panels)
    panel.answer = (await Promise.all((panel.targets ?? []).map(series))).flat();
  writeFileSync(join(folder, `grafana-${file.replace('.json', '.svg')}`), dashboardSvg(dashboard, range));
}
