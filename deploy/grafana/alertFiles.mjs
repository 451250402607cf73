// The alert rules in the forms of Prometheus and Grafana.
import { components, itself, recording } from './alerts.mjs';

const source = 'plimsoll-prometheus';
const note = 'Written by deploy/grafana/generate.mjs from alerts.mjs.';

// JSON strings are YAML strings too.
const text = (value) => JSON.stringify(value);

const prometheusRule = (r) => `      - alert: ${r.name}
        expr: ${text(r.expr)}
        for: ${r.wait}
        labels: { severity: ${r.severity} }
        annotations:
          summary: ${text(r.summary)}
          description: ${text(r.description)}
`;

const recorded = Object.entries(recording).map(([name, expr]) => `      - record: ${name}\n        expr: ${text(expr)}\n`).join('');

export const recordingFile = `# ${note}\ngroups:\n  - name: plimsoll-recording\n    interval: 30s\n    rules:\n${recorded}`;
export const alertFile = `# ${note} Needs recording.yml. Load it only where Plimsoll itself notifies nobody.
groups:
  - name: plimsoll-components
    rules:
${components.map(prometheusRule).join('')}  - name: plimsoll-itself
    rules:
${itself.map(prometheusRule).join('')}`;

// Grafana asks for itself: it need not know the recording rules.
const inlined = (expr) => Object.entries(recording).reduce((e, [name, plain]) => e.replaceAll(name, `(${plain})`), expr);

const grafanaRule = (r) => ({
  uid: r.name.replaceAll(/(?<!^)([A-Z])/g, '-$1').toLowerCase(),
  title: r.name,
  condition: 'B',
  data: [
    { refId: 'A', relativeTimeRange: { from: 600, to: 0 }, datasourceUid: source, model: { refId: 'A', expr: `count by (component, model_version, instance, reason, job_name, export, result) (${inlined(r.expr)})`, instant: true, range: false, editorMode: 'code' } },
    { refId: 'B', relativeTimeRange: { from: 600, to: 0 }, datasourceUid: '__expr__', model: { refId: 'B', type: 'threshold', expression: 'A', conditions: [{ evaluator: { type: 'gt', params: [0] } }] } },
  ],
  noDataState: 'OK',
  execErrState: 'Error',
  for: r.wait,
  isPaused: false,
  labels: { severity: r.severity, team: 'plimsoll' },
  annotations: { summary: r.summary, description: r.description },
});

const group = (name, rules) => ({ orgId: 1, name, folder: 'Plimsoll', interval: '1m', rules: rules.map(grafanaRule) });
const webhook = (name, variable) => ({ orgId: 1, name, receivers: [{ uid: name, type: 'webhook', settings: { url: `$${variable}`, httpMethod: 'POST' }, disableResolveMessage: false }] });

export const grafanaFiles = {
  'rules.json': { apiVersion: 1, groups: [group('plimsoll-components', components), group('plimsoll-itself', itself)] },
  'contact-points.json': { apiVersion: 1, contactPoints: [webhook('plimsoll-page', 'PLIMSOLL_PAGE_URL'), webhook('plimsoll-ticket', 'PLIMSOLL_TICKET_URL')] },
  'policies.json': {
    apiVersion: 1,
    policies: [{
      orgId: 1,
      receiver: 'plimsoll-ticket',
      group_by: ['alertname', 'component'],
      group_wait: '30s',
      group_interval: '5m',
      repeat_interval: '4h',
      routes: [{ receiver: 'plimsoll-page', object_matchers: [['severity', '=', 'page']], group_by: ['component'], group_wait: '0s', repeat_interval: '1h' }],
    }],
  },
};
