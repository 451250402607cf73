// What Prometheus and Grafana can alert on. `node generate.mjs` writes both their files. Every rule holds for each
// inference component by itself. Plimsoll's own alerts know more (several signals, seasons, error budgets): load these
// only where Plimsoll notifies nobody, or as a second pair of eyes on Plimsoll itself.
const by = 'component';
const errors = (range) => `(sum by (${by}) (rate(plimsoll_request_errors_total[${range}])) / (sum by (${by}) (rate(plimsoll_requests_total[${range}])) > 0))`;
const p = (q, metric) => `histogram_quantile(${q}, sum by (${by}, le) (rate(${metric}_bucket[5m])))`;

export const recording = {
  'plimsoll:requests:rate5m': `sum by (${by}) (rate(plimsoll_requests_total[5m]))`,
  'plimsoll:request_errors:ratio5m': errors('5m'),
  'plimsoll:request_errors:ratio1h': errors('1h'),
  'plimsoll:request_duration_seconds:p95_5m': p(0.95, 'plimsoll_request_duration_seconds'),
  'plimsoll:ttft_seconds:p95_5m': p(0.95, 'plimsoll_ttft_seconds'),
  'plimsoll:tpot_seconds:p95_5m': p(0.95, 'plimsoll_tpot_seconds'),
  'plimsoll:output_tokens:rate5m': `sum by (${by}) (rate(plimsoll_output_tokens_total[5m]))`,
  'plimsoll:cost_dollars_per_million_output_tokens:rate1h':
    `sum by (${by}) (rate(plimsoll_cost_dollars_total[1h])) / (sum by (${by}) (rate(plimsoll_output_tokens_total[1h])) > 0) * 1e6`,
};

const rule = (name, severity, wait, expr, summary, description) => ({ name, severity, wait, expr, summary, description });
const page = 'page';
const ticket = 'ticket';

export const components = [
  rule('PlimsollErrorBudgetBurnsFast', page, '2m', 'plimsoll:request_errors:ratio5m > 14.4 * 0.01 and plimsoll:request_errors:ratio1h > 14.4 * 0.01',
    '{{ $labels.component }} fails too often', 'Over five minutes and over an hour requests fail 14.4 times as often as a goal of 99% allows: in two days the error budget of a month is gone.'),
  rule('PlimsollSilent', page, '5m', `sum by (${by}) (increase(plimsoll_requests_total[15m])) == 0 and sum by (${by}) (increase(plimsoll_requests_total[1d])) > 100`,
    '{{ $labels.component }} answers nothing', 'No request has finished for a quarter of an hour, and more than a hundred did within a day.'),
  rule('PlimsollSlow', ticket, '10m', 'plimsoll:request_duration_seconds:p95_5m > 30',
    '{{ $labels.component }} is slow', 'One request in twenty takes longer than 30 s.'),
  rule('PlimsollFirstTokenLate', ticket, '10m', 'plimsoll:ttft_seconds:p95_5m > 5',
    '{{ $labels.component }} is late with the first token', 'One request in twenty waits longer than 5 s for its first token.'),
  rule('PlimsollUnsafe', page, '5m', `min by (${by}, model_version) (plimsoll_quality_score_upper{dimension="safety", evaluator!~"heuristic:.*"}) < 0.95`,
    '{{ $labels.component }} answers unsafely', 'Even the upper bound of the safety score is below 95%.'),
  rule('PlimsollQualityLow', ticket, '15m', `min by (${by}, model_version) (plimsoll_quality_score_upper{dimension="composite", evaluator!~"heuristic:.*"}) < 0.85`,
    '{{ $labels.component }} answers badly', 'Even the upper bound of the composite score is below 85%.'),
  rule('PlimsollJudgeBehind', ticket, '15m', `max by (${by}) (plimsoll_judge_lag_seconds) > 3600`,
    'The judge of {{ $labels.component }} is behind', 'The oldest answer of the sample has waited for more than an hour to be judged.'),
];

export const itself = [
  rule('PlimsollDown', page, '5m', 'up{job="plimsoll"} == 0',
    'A gateway does not answer', '{{ $labels.instance }} cannot be scraped: it may take nothing in either.'),
  rule('PlimsollRefuses', ticket, '10m', 'sum by (instance, reason) (rate(plimsoll_gateway_refused_requests_total[5m])) > 0',
    'A gateway refuses telemetry', '{{ $labels.instance }} refuses requests: {{ $labels.reason }}.'),
  rule('PlimsollTargetDown', ticket, '10m', 'sum by (job_name) (label_replace(plimsoll_gateway_scrape_targets{state="down"}, "job_name", "$1", "exported_job", "(.+)")) > 0',
    'Targets do not answer Plimsoll', 'Some targets of the job {{ $labels.job_name }} are down; /targets of the console says which and why.'),
  rule('PlimsollExportsDropped', ticket, '5m', 'sum by (export, result) (increase(plimsoll_gateway_export_points_total{result=~"queue_full|refused"}[10m])) > 0',
    'Exported metrics are lost', 'Points for {{ $labels.export }} are dropped: {{ $labels.result }}.'),
];
