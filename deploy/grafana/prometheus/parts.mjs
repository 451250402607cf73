// What the dashboards on Prometheus are put together from.
const c = 'component=~"$component"';
const of = (metric, more = '') => `${metric}{${c}${more}}`;
const rate = (metric, by = 'component', more = '') => `sum by (${by}) (rate(${of(metric, more)}[$__rate_interval]))`;
const gauge = (metric, by = 'component') => `avg by (${by}) (${of(metric)})`;
const total = (metric, more = '') => `sum(${of(metric, more)})`;
const quantile = (q, metric, by = 'component', more = '') => `histogram_quantile(${q}, sum by (${by}, le) (rate(${of(`${metric}_bucket`, more)}[$__rate_interval])))`;
const percentiles = (metric) => [0.5, 0.95, 0.99].map((q) => ({ expr: quantile(q, metric), legend: `{{component}} p${q * 100}` }));
const one = (expr, legend = '{{component}}') => [{ expr, legend }];

const timeseries = (title, description, unit, targets, more = {}) => ({ type: 'timeseries', title, description, unit, targets, ...more });
const stat = (title, description, unit, targets, more = {}) => ({ type: 'stat', title, description, unit, targets, width: 4, height: 4, ...more });

// A line for each component and a column for each target, with the unit that the target names.
const table = (title, description, targets, more = {}) => ({ type: 'table', title, description, unit: 'short', targets, width: 24, height: 6, instant: true, ...more });

const qualityLines = [{ at: null, color: 'red' }, { at: 0.85, color: 'yellow' }, { at: 0.95, color: 'green' }];
const ratio = { min: 0, max: 1 };
const scores = (dimension) => [
  { expr: `avg by (component, model_version, evaluator) (${of('plimsoll_quality_score', `, dimension="${dimension}"`)})`, legend: '{{component}} {{model_version}} ({{evaluator}})' },
  { expr: `min by (component, model_version, evaluator) (${of('plimsoll_quality_score_lower', `, dimension="${dimension}"`)})`, legend: '{{component}} {{model_version}} lower', band: true },
  { expr: `max by (component, model_version, evaluator) (${of('plimsoll_quality_score_upper', `, dimension="${dimension}"`)})`, legend: '{{component}} {{model_version}} upper', band: true },
];
const score = (title, dimension, description) =>
  timeseries(title, `${description} Mean of the judged sample over 24 hours with its 95% bounds; the lines are at 85% and 95%.`, 'percentunit', scores(dimension), { ...ratio, thresholds: qualityLines });

// Panels that stand on more than one dashboard.
const requests = timeseries('Requests', 'Finished requests a second, failed ones included.', 'reqps', one(rate('plimsoll_requests_total')));
const errors = timeseries('Errors by type', 'Failed requests a second.', 'reqps', one(rate('plimsoll_request_errors_total', 'component, error_type'), '{{component}} {{error_type}}'));
const latency = timeseries('Total latency', 'From arrival to the last token, successful requests.', 's', percentiles('plimsoll_request_duration_seconds'));
const firstToken = timeseries('Time to first token', 'TTFT of successful requests.', 's', percentiles('plimsoll_ttft_seconds'));
const gpuCompute = timeseries('GPU compute', 'Mean utilization of the GPUs that reported within three minutes.', 'percentunit', one(gauge('plimsoll_gpu_utilization_ratio')), ratio);
const gpuMemory = timeseries('GPU memory', 'Memory in use.', 'percentunit', one(gauge('plimsoll_gpu_memory_utilization_ratio')), ratio);
const pressure = timeseries('Pressure', 'How near the component is to needing another copy; at 100% its copies are just enough.', 'percentunit', one(gauge('plimsoll_capacity_pressure_ratio')), { min: 0 });
const costPerHour = timeseries('Cost per hour', 'At the present rate, from configured prices.', 'currencyUSD', one(`sum by (component) (${of('plimsoll_cost_dollars_per_hour')})`));

export {
  c, costPerHour, errors, firstToken, gauge, gpuCompute, gpuMemory, latency, of, one, percentiles, pressure, qualityLines, quantile, rate, ratio, requests, score, stat, table, timeseries, total,
};
