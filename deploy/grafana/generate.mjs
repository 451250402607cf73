// Writes dashboards/prometheus/*.json from dashboards.mjs, dashboards/cloudwatch/*.json from cloudwatch.mjs, and alerting/*.json and ../prometheus/rules/*.yml from
// alerts.mjs. With --check it writes nothing and fails when they differ.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alertFile, grafanaFiles, recordingFile } from './alertFiles.mjs';
import cloudWatch from './cloudwatch.mjs';
import dashboards from './dashboards.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const width = 24;

const sourceOf = (type) => ({ type, uid: '${datasource}' });
const sourceVariable = (type) => ({ name: 'datasource', type: 'datasource', label: 'Data source', query: type, hide: 0, multi: false, includeAll: false });
const componentVariable = (type, more) => ({ name: 'component', type: 'query', label: 'Component', datasource: sourceOf(type), hide: 0, refresh: 2, sort: 1, ...more });

// What differs from data source to data source.
const kinds = {
  prometheus: {
    dashboards,
    component: {
      multi: true, includeAll: true, allValue: '.*', query: { query: 'label_values(plimsoll_requests_total, component)', refId: 'component' }, current: { text: 'All', value: '$__all' },
    },
    target: (target, instant) => ({ expr: target.expr, legendFormat: target.legend, editorMode: 'code', ...(instant ? { instant: true, range: false, format: 'table' } : { range: true }) }),
  },
  cloudwatch: {
    dashboards: cloudWatch,
    component: {
      multi: false, includeAll: false,
      query: { queryType: 'dimensionValues', namespace: 'Plimsoll', metricName: 'requests', dimensionKey: 'Component', dimensionFilters: {}, region: 'default', refId: 'component' },
    },
    target: (target) => ({
      queryMode: 'Metrics', metricQueryType: 0, metricEditorMode: 0, region: 'default', namespace: target.namespace, metricName: target.metric, statistic: target.stat,
      dimensions: target.dimensions, matchExact: !target.anyOther, period: '60', label: target.legend, expression: '', id: '', hide: false,
    }),
  },
};

const panelOptions = {
  timeseries: { legend: { displayMode: 'list', placement: 'bottom', showLegend: true }, tooltip: { mode: 'multi', sort: 'desc' } },
  stat: { colorMode: 'value', graphMode: 'area', justifyMode: 'auto', orientation: 'auto', textMode: 'auto', wideLayout: true, reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false } },
  table: { showHeader: true, cellHeight: 'sm', footer: { show: false, reducer: ['sum'] } },
};

const thresholds = (steps) => ({ mode: 'absolute', steps: (steps ?? [{ at: null, color: 'blue' }]).map(({ at, color }) => ({ value: at, color })) });

const refId = (i) => String.fromCharCode(65 + i);

// A band's lines are thin, so that the score stands out.
const overrides = (targets) => targets
  .map((target, i) => ({ target, refId: refId(i) }))
  .filter(({ target }) => target.band)
  .map(({ refId }) => ({ matcher: { id: 'byFrameRefID', options: refId }, properties: [{ id: 'custom.lineStyle', value: { fill: 'dash', dash: [4, 4] } }, { id: 'custom.lineWidth', value: 1 }] }));

// A table's columns are its targets, with their names and units, and what Prometheus labels.
const columns = (targets) => ({
  transformations: [
    { id: 'merge', options: {} },
    { id: 'organize', options: { excludeByName: { Time: true }, renameByName: Object.fromEntries(targets.map((t, i) => [`Value #${refId(i)}`, t.legend])) } },
  ],
  overrides: targets.map((t) => ({ matcher: { id: 'byName', options: t.legend }, properties: [{ id: 'unit', value: t.unit }] })),
});

const panel = (type, definition, id, gridPos) => ({
  id,
  type: definition.type,
  title: definition.title,
  description: definition.description,
  datasource: sourceOf(type),
  gridPos,
  fieldConfig: {
    defaults: {
      unit: definition.unit,
      ...(definition.min === undefined ? {} : { min: definition.min }),
      ...(definition.max === undefined ? {} : { max: definition.max }),
      thresholds: thresholds(definition.thresholds),
      ...(definition.type === 'timeseries' ? { custom: { lineWidth: 2, fillOpacity: 8, showPoints: 'never', spanNulls: false, thresholdsStyle: { mode: definition.thresholds ? 'line' : 'off' } } } : {}),
    },
    overrides: definition.type === 'table' ? columns(definition.targets).overrides : overrides(definition.targets),
  },
  ...(definition.type === 'table' ? { transformations: columns(definition.targets).transformations } : {}),
  options: panelOptions[definition.type],
  targets: definition.targets.map((target, i) => ({
    refId: refId(i), datasource: sourceOf(type), ...kinds[type].target(target, definition.instant),
  })),
});

// Two or three panels side by side, so that no row ends in a hole.
const usualWidth = (definitions) => (definitions.filter((d) => d.width === undefined).length % 3 === 0 ? 8 : 12);

// Panels of a row stand side by side, and go on below when the row is full.
function layOut(type, rows) {
  const panels = [];
  let y = 0;
  for (const [title, definitions] of rows) {
    panels.push({ id: panels.length + 1, type: 'row', title, collapsed: false, gridPos: { x: 0, y, w: width, h: 1 }, panels: [] });
    y += 1;
    let x = 0;
    let tallest = 0;
    for (const definition of definitions) {
      const [w, h] = [definition.width ?? usualWidth(definitions), definition.height ?? 8];
      if (x + w > width) {
        [x, y, tallest] = [0, y + tallest, 0];
      }
      panels.push(panel(type, definition, panels.length + 1, { x, y, w, h }));
      x += w;
      tallest = Math.max(tallest, h);
    }
    y += tallest;
  }
  return panels;
}

const dashboard = (type, { uid, title, description, rows }) => ({
  uid, title, description, tags: ['plimsoll'], editable: false, graphTooltip: 1, schemaVersion: 41, version: 1, refresh: '30s', timezone: 'browser',
  time: { from: 'now-6h', to: 'now' }, templating: { list: [sourceVariable(type), componentVariable(type, kinds[type].component)] }, annotations: { list: [] },
  links: [{ type: 'dashboards', tags: ['plimsoll'], title: 'Plimsoll', asDropdown: true, keepTime: true, includeVars: true, icon: 'external link', targetBlank: false, tooltip: '', url: '' }],
  panels: layOut(type, rows),
});

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
const files = {
  ...Object.fromEntries(Object.entries(kinds).flatMap(([type, kind]) =>
    Object.entries(kind.dashboards).map(([name, definition]) => [join('dashboards', type, `${name}.json`), json(dashboard(type, definition))]))),
  ...Object.fromEntries(Object.entries(grafanaFiles).map(([name, content]) => [join('alerting', name), json(content)])),
  [join('..', 'prometheus', 'rules', 'recording.yml')]: recordingFile,
  [join('..', 'prometheus', 'rules', 'alerts.yml')]: alertFile,
};

const check = process.argv.includes('--check');
for (const [name, text] of Object.entries(files)) {
  const file = join(here, name);
  if (!check) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } else if (readFileSync(file, 'utf8') !== text) {
    console.error(`${file} differs from its source: run node generate.mjs`);
    process.exitCode = 1;
  }
}
