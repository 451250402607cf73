// Writes dashboards/prometheus/*.json from dashboards.mjs, and alerting/*.json and ../prometheus/rules/*.yml from
// alerts.mjs. With --check it writes nothing and fails when they differ.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alertFile, grafanaFiles, recordingFile } from './alertFiles.mjs';
import dashboards from './dashboards.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const columns = 24;
const source = { type: 'prometheus', uid: '${datasource}' };

const variables = [
  { name: 'datasource', type: 'datasource', label: 'Data source', query: 'prometheus', hide: 0, multi: false, includeAll: false },
  {
    name: 'component', type: 'query', label: 'Component', datasource: source, hide: 0, multi: true, includeAll: true, allValue: '.*', refresh: 2, sort: 1,
    query: { query: 'label_values(plimsoll_requests_total, component)', refId: 'component' }, current: { text: 'All', value: '$__all' },
  },
];

const panelOptions = {
  timeseries: { legend: { displayMode: 'list', placement: 'bottom', showLegend: true }, tooltip: { mode: 'multi', sort: 'desc' } },
  stat: { colorMode: 'value', graphMode: 'area', justifyMode: 'auto', orientation: 'auto', textMode: 'auto', wideLayout: true, reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false } },
  table: { showHeader: true, cellHeight: 'sm' },
};

const thresholds = (steps) => ({ mode: 'absolute', steps: (steps ?? [{ at: null, color: 'blue' }]).map(({ at, color }) => ({ value: at, color })) });

// A band's lines are thin, so that the score stands out.
const overrides = (targets) => targets
  .map((target, i) => ({ target, refId: String.fromCharCode(65 + i) }))
  .filter(({ target }) => target.band)
  .map(({ refId }) => ({ matcher: { id: 'byFrameRefID', options: refId }, properties: [{ id: 'custom.lineStyle', value: { fill: 'dash', dash: [4, 4] } }, { id: 'custom.lineWidth', value: 1 }] }));

const panel = (definition, id, gridPos) => ({
  id,
  type: definition.type,
  title: definition.title,
  description: definition.description,
  datasource: source,
  gridPos,
  fieldConfig: {
    defaults: {
      unit: definition.unit,
      ...(definition.min === undefined ? {} : { min: definition.min }),
      ...(definition.max === undefined ? {} : { max: definition.max }),
      thresholds: thresholds(definition.thresholds),
      ...(definition.type === 'timeseries' ? { custom: { lineWidth: 2, fillOpacity: 8, showPoints: 'never', spanNulls: false, thresholdsStyle: { mode: definition.thresholds ? 'line' : 'off' } } } : {}),
    },
    overrides: overrides(definition.targets),
  },
  options: panelOptions[definition.type],
  targets: definition.targets.map((target, i) => ({
    refId: String.fromCharCode(65 + i), datasource: source, expr: target.expr, legendFormat: target.legend, editorMode: 'code',
    ...(definition.instant ? { instant: true, range: false, format: 'table' } : { range: true }),
  })),
});

// Panels of a row stand side by side, and go on below when the row is full.
function layOut(rows) {
  const panels = [];
  let y = 0;
  for (const [title, definitions] of rows) {
    panels.push({ id: panels.length + 1, type: 'row', title, collapsed: false, gridPos: { x: 0, y, w: columns, h: 1 }, panels: [] });
    y += 1;
    let x = 0;
    let tallest = 0;
    for (const definition of definitions) {
      const [w, h] = [definition.width ?? 8, definition.height ?? 8];
      if (x + w > columns) {
        [x, y, tallest] = [0, y + tallest, 0];
      }
      panels.push(panel(definition, panels.length + 1, { x, y, w, h }));
      x += w;
      tallest = Math.max(tallest, h);
    }
    y += tallest;
  }
  return panels;
}

const dashboard = ({ uid, title, description, rows }) => ({
  uid, title, description, tags: ['plimsoll'], editable: false, graphTooltip: 1, schemaVersion: 41, version: 1, refresh: '30s', timezone: 'browser',
  time: { from: 'now-6h', to: 'now' }, templating: { list: variables }, annotations: { list: [] },
  links: [{ type: 'dashboards', tags: ['plimsoll'], title: 'Plimsoll', asDropdown: true, keepTime: true, includeVars: true, icon: 'external link', targetBlank: false, tooltip: '', url: '' }],
  panels: layOut(rows),
});

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
const files = {
  ...Object.fromEntries(Object.entries(dashboards).map(([name, definition]) => [join('dashboards', 'prometheus', `${name}.json`), json(dashboard(definition))])),
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
