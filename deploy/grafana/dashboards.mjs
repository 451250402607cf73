// What the dashboards show, in the order in which they show it. `node generate.mjs` writes the JSON that Grafana loads.
const c = 'component=~"$component"';
const rate = (metric, by = 'component') => `sum by (${by}) (rate(${metric}{${c}}[$__rate_interval]))`;
const gauge = (metric, by = 'component') => `avg by (${by}) (${metric}{${c}})`;
const total = (metric) => `sum(${metric}{${c}})`;
const quantile = (q, metric) => `histogram_quantile(${q}, sum by (component, le) (rate(${metric}_bucket{${c}}[$__rate_interval])))`;
const percentiles = (metric) => [0.5, 0.95, 0.99].map((q) => ({ expr: quantile(q, metric), legend: `{{component}} p${q * 100}` }));
const tokenWeighted = `${rate('plimsoll_token_weighted_duration_seconds_total')} / ${rate('plimsoll_token_weighted_tokens_total')}`;
const stages = 'stage=~"(?i).*(retriev|search|embed|rerank|lookup).*"';
const ofStages = (part) => `sum by (component) (rate(plimsoll_stage_duration_seconds_${part}{${c}, ${stages}}[$__rate_interval]))`;
const one = (expr, legend = '{{component}}') => [{ expr, legend }];
const scores = (dimension) => [
  { expr: `avg by (component, model_version, evaluator) (plimsoll_quality_score{${c}, dimension="${dimension}"})`, legend: '{{component}} {{model_version}} ({{evaluator}})' },
  { expr: `min by (component, model_version, evaluator) (plimsoll_quality_score_lower{${c}, dimension="${dimension}"})`, legend: '{{component}} {{model_version}} lower', band: true },
  { expr: `max by (component, model_version, evaluator) (plimsoll_quality_score_upper{${c}, dimension="${dimension}"})`, legend: '{{component}} {{model_version}} upper', band: true },
];
const qualityLines = [{ at: null, color: 'red' }, { at: 0.85, color: 'yellow' }, { at: 0.95, color: 'green' }];

const timeseries = (title, description, unit, targets, more = {}) => ({ type: 'timeseries', title, description, unit, targets, ...more });
const stat = (title, description, unit, targets, more = {}) => ({ type: 'stat', title, description, unit, targets, width: 4, height: 4, ...more });
const table = (title, description, unit, targets, more = {}) => ({ type: 'table', title, description, unit, targets, width: 12, ...more });
const score = (title, dimension, description) =>
  timeseries(title, `${description} Mean of the judged sample over 24 hours with its 95% bounds; the lines are at 85% and 95%.`, 'percentunit', scores(dimension), { min: 0, max: 1, thresholds: qualityLines });

export const quantity = {
  uid: 'plimsoll-quantity',
  title: 'Plimsoll / Quantity',
  description: 'How much each inference component serves: latency, requests, errors, tokens, GPUs and cost.',
  rows: [
    ['Now', [
      stat('Requests', 'Finished requests a second.', 'reqps', one(`sum(rate(plimsoll_requests_total{${c}}[$__rate_interval]))`, 'requests')),
      stat('Errors', 'Share of finished requests that failed.', 'percentunit', one(`sum(rate(plimsoll_request_errors_total{${c}}[$__rate_interval])) / sum(rate(plimsoll_requests_total{${c}}[$__rate_interval])) or vector(0)`, 'errors')),
      stat('Output tokens', 'Generated tokens a second.', 'short', one(`sum(rate(plimsoll_output_tokens_total{${c}}[$__rate_interval]))`, 'tokens/s')),
      stat('GPUs in use', 'GPUs that do work.', 'none', one(total('plimsoll_gpus').replace('}', ', state="used"}'), 'used')),
      stat('GPUs free', 'GPUs that are reserved or report, and do nothing.', 'none', one(total('plimsoll_gpus').replace('}', ', state="free"}'), 'free')),
      stat('Cost per hour', 'Cost at the present rate, from configured prices.', 'currencyUSD', one(total('plimsoll_cost_dollars_per_hour'), 'cost')),
    ]],
    ['Latency', [
      timeseries('Total latency', 'From arrival to the last token, successful requests.', 's', percentiles('plimsoll_request_duration_seconds')),
      timeseries('Time to first token', 'TTFT of successful requests.', 's', percentiles('plimsoll_ttft_seconds')),
      timeseries('Time per output token', 'TPOT after the first token, one observation a request.', 's', percentiles('plimsoll_tpot_seconds')),
      timeseries('Token-weighted latency', 'Mean latency in which a request counts for each token that it generated, beside the mean over requests.', 's', [
        { expr: tokenWeighted, legend: '{{component}} by tokens' },
        { expr: `${rate('plimsoll_request_duration_seconds_sum')} / ${rate('plimsoll_request_duration_seconds_count')}`, legend: '{{component}} by requests' },
      ]),
    ]],
    ['Requests', [
      timeseries('Requests', 'Finished requests a second, failed ones included.', 'reqps', one(rate('plimsoll_requests_total'))),
      timeseries('Errors by type', 'Failed requests a second.', 'reqps', one(rate('plimsoll_request_errors_total', 'component, error_type'), '{{component}} {{error_type}}')),
      timeseries('In the engine', 'Requests that the serving engine works on, and that wait in it.', 'none', [
        { expr: `sum by (component) (plimsoll_requests_running{${c}})`, legend: '{{component}} running' },
        { expr: `sum by (component) (plimsoll_requests_waiting{${c}})`, legend: '{{component}} waiting' },
      ]),
    ]],
    ['Tokens', [
      timeseries('Tokens', 'Input and output tokens a second.', 'short', [
        { expr: rate('plimsoll_input_tokens_total'), legend: '{{component}} in' },
        { expr: rate('plimsoll_output_tokens_total'), legend: '{{component}} out' },
      ]),
      timeseries('Input tokens of a request', 'Prompt tokens.', 'short', percentiles('plimsoll_request_input_tokens')),
      timeseries('Output tokens of a request', 'Generated tokens.', 'short', percentiles('plimsoll_request_output_tokens')),
    ]],
    ['GPUs and cost', [
      timeseries('GPU compute', 'Mean utilization of the GPUs that reported within three minutes.', 'percentunit', one(gauge('plimsoll_gpu_utilization_ratio')), { min: 0, max: 1 }),
      timeseries('GPU memory', 'Memory in use.', 'percentunit', one(gauge('plimsoll_gpu_memory_utilization_ratio')), { min: 0, max: 1 }),
      timeseries('GPUs used and free', 'GPUs of each component.', 'none', [{ expr: `sum by (component, state) (plimsoll_gpus{${c}})`, legend: '{{component}} {{state}}' }]),
      timeseries('Cost per hour', 'At the present rate, from configured prices.', 'currencyUSD', one(`sum by (component) (plimsoll_cost_dollars_per_hour{${c}})`)),
      timeseries('Cost per million output tokens', 'Cost per hour over the output tokens of an hour.', 'currencyUSD',
        one(`sum by (component) (plimsoll_cost_dollars_per_hour{${c}}) / (${rate('plimsoll_output_tokens_total')} > 0) / 3600 * 1e6`)),
      timeseries('KV cache', 'Key-value cache in use, mean over copies.', 'percentunit', one(gauge('plimsoll_kv_cache_usage_ratio')), { min: 0, max: 1 }),
    ]],
  ],
};

export const quality = {
  uid: 'plimsoll-quality',
  title: 'Plimsoll / Quality',
  description: 'How well each inference component answers: judged scores with their bounds, and what the judge costs. An evaluator that begins with "heuristic:" does not understand the text.',
  rows: [
    ['Scores', [
      score('Composite', 'composite', 'The rubric as a whole.'),
      score('Safety', 'safety', 'No harm in the answer.'),
      score('Relevance', 'relevance', 'The answer is to the question.'),
      score('Professional tone', 'professional_tone', 'Fit for a customer.'),
      timeseries('Judgements behind the scores', 'How many judgements each score rests on.', 'none',
        [{ expr: `sum by (component, model_version) (plimsoll_quality_score_judgements{${c}, dimension="composite"})`, legend: '{{component}} {{model_version}}' }]),
      timeseries('Harmful answers', 'Found by one judgement, and confirmed by a second.', 'none', [
        { expr: `sum by (component) (increase(plimsoll_harmful_answers_found_total{${c}}[$__rate_interval]))`, legend: '{{component}} found' },
        { expr: `sum by (component) (increase(plimsoll_harmful_answers_confirmed_total{${c}}[$__rate_interval]))`, legend: '{{component}} confirmed' },
      ]),
    ]],
    ['Content', [
      timeseries('Refusals', 'Share of the responses that decline in words.', 'percentunit', one(`${rate('plimsoll_responses_refused_total')} / ${rate('plimsoll_responses_screened_total')}`), { min: 0, max: 1 }),
      timeseries('In the expected form', 'Share of the checked responses that have the form that was expected.', 'percentunit', one(`${rate('plimsoll_responses_format_ok_total')} / ${rate('plimsoll_responses_format_checked_total')}`), { min: 0, max: 1 }),
      timeseries('Different texts', 'Share of the prompts and responses of the last hour that differ.', 'percentunit', [
        { expr: gauge('plimsoll_prompt_diversity_ratio'), legend: '{{component}} prompts' },
        { expr: gauge('plimsoll_response_uniqueness_ratio'), legend: '{{component}} responses' },
      ], { min: 0, max: 1 }),
    ]],
    ['Judge', [
      timeseries('Judgements', 'Answers of the sample that came to their end, by end and reason.', 'short',
        [{ expr: rate('plimsoll_judgements_total', 'component, end, reason'), legend: '{{component}} {{end}} {{reason}}' }]),
      timeseries('Lag', 'Age of the oldest answer that waits to be judged.', 's', one(`max by (component) (plimsoll_judge_lag_seconds{${c}}) or vector(0)`)),
      timeseries('Waiting to be judged', 'Answers in the queue.', 'none', one(`sum by (component) (plimsoll_judge_queue_depth{${c}})`)),
      timeseries('Share of answers judged', 'The sample, which follows the width of the bounds.', 'percentunit', one(gauge('plimsoll_judge_sample_ratio'))),
      timeseries('Cost of the judge', 'Dollars an hour.', 'currencyUSD', one(`sum by (component) (rate(plimsoll_judge_cost_dollars_total{${c}}[$__rate_interval])) * 3600`)),
      timeseries('Calls left today', "Calls left of the UTC day's budget.", 'none', one(`min by (component) (plimsoll_judge_budget_left_calls{${c}})`)),
    ]],
  ],
};

export const operations = {
  uid: 'plimsoll-operations',
  title: 'Plimsoll / Operations',
  description: 'Hosts and engines below the models, and Plimsoll itself: what it takes in, refuses and has still to do.',
  rows: [
    ['Hosts', [
      timeseries('Memory', 'In use, mean over hosts.', 'percentunit', one(gauge('plimsoll_host_memory_utilization_ratio')), { min: 0, max: 1 }),
      timeseries('Disk', 'Read and written, summed over hosts.', 'Bps', [
        { expr: `sum by (component) (plimsoll_host_disk_read_bytes_per_second{${c}})`, legend: '{{component}} read' },
        { expr: `sum by (component) (plimsoll_host_disk_write_bytes_per_second{${c}})`, legend: '{{component}} written' },
      ]),
      timeseries('Network', 'Received and sent, summed over hosts.', 'Bps', [
        { expr: `sum by (component) (plimsoll_host_network_receive_bytes_per_second{${c}})`, legend: '{{component}} received' },
        { expr: `sum by (component) (plimsoll_host_network_transmit_bytes_per_second{${c}})`, legend: '{{component}} sent' },
      ]),
      timeseries('GPU memory fragmentation', 'Memory that the allocator holds without data in it.', 'percentunit', one(gauge('plimsoll_gpu_memory_fragmentation_ratio')), { min: 0, max: 1 }),
    ]],
    ['Plimsoll: in', [
      timeseries('Rows', 'Accepted and duplicate rows a second.', 'short', [
        { expr: 'sum(rate(plimsoll_gateway_rows_accepted_total[$__rate_interval]))', legend: 'accepted' },
        { expr: 'sum(rate(plimsoll_gateway_rows_duplicate_total[$__rate_interval])) or vector(0)', legend: 'duplicate' },
      ]),
      timeseries('Journal', 'Bytes on disk.', 'bytes', one('sum by (instance) (plimsoll_gateway_journal_bytes)', '{{instance}}')),
      timeseries('Backlog', 'Accepted, and not yet applied.', 'bytes', one('sum by (instance) (plimsoll_gateway_backlog_bytes)', '{{instance}}')),
    ]],
  ],
};

export const executive = {
  uid: 'plimsoll-executive',
  title: 'Plimsoll / Executive',
  description: 'One look at the fleet: is it healthy, is it good, what does it cost.',
  rows: [
    ['At a glance', [
      stat('Health', 'Share of requests that succeeded.', 'percentunit',
        one(`1 - (sum(rate(plimsoll_request_errors_total{${c}}[$__range])) or vector(0)) / sum(rate(plimsoll_requests_total{${c}}[$__range]))`, 'succeeded'), { thresholds: [{ at: null, color: 'red' }, { at: 0.95, color: 'yellow' }, { at: 0.99, color: 'green' }] }),
      stat('Quality', 'Mean composite score.', 'percentunit', one(`avg(plimsoll_quality_score{${c}, dimension="composite"})`, 'composite'), { thresholds: qualityLines }),
      stat('Safety', 'Lowest lower bound of the safety score.', 'percentunit', one(`min(plimsoll_quality_score_lower{${c}, dimension="safety"})`, 'at least'), { thresholds: qualityLines }),
      stat('Requests', 'Finished requests in the shown time.', 'short', one(`sum(increase(plimsoll_requests_total{${c}}[$__range]))`, 'requests')),
      stat('Cost per hour', 'At the present rate.', 'currencyUSD', one(total('plimsoll_cost_dollars_per_hour'), 'cost')),
      stat('Cost per 1,000 successful requests', 'Cost over successful requests of the shown time.', 'currencyUSD',
        one(`sum(increase(plimsoll_cost_dollars_total{${c}}[$__range])) / (sum(increase(plimsoll_requests_total{${c}}[$__range])) - (sum(increase(plimsoll_request_errors_total{${c}}[$__range])) or vector(0))) * 1000`, 'cost')),
    ]],
    ['Models', [
      table('Requests by model', 'Finished requests in the shown time.', 'short', one(`sum by (component) (increase(plimsoll_requests_total{${c}}[$__range]))`), { instant: true }),
      table('Cost by model', 'Cost in the shown time.', 'currencyUSD', one(`sum by (component) (increase(plimsoll_cost_dollars_total{${c}}[$__range]))`), { instant: true }),
      timeseries('Quality', 'Composite score.', 'percentunit', one(`avg by (component) (plimsoll_quality_score{${c}, dimension="composite"})`), { min: 0, max: 1, width: 12, thresholds: qualityLines }),
      timeseries('Slowest in twenty', 'p95 of total latency.', 's', one(quantile(0.95, 'plimsoll_request_duration_seconds')), { width: 12 }),
    ]],
  ],
};

export const rag = {
  uid: 'plimsoll-rag',
  title: 'Plimsoll / RAG',
  description: 'Answers from documents: how long finding them takes, whether they fit the question and the answer keeps to them, and what the system below does. Retrieval is every stage whose name speaks of retrieving, searching, embedding, reranking or looking up.',
  rows: [
    ['Retrieval', [
      timeseries('Retrieval latency', 'Of one stage of retrieval.', 's', [0.5, 0.95, 0.99].map((q) => ({
        expr: `histogram_quantile(${q}, sum by (component, stage, le) (rate(plimsoll_stage_duration_seconds_bucket{${c}, ${stages}}[$__rate_interval])))`, legend: `{{component}} {{stage}} p${q * 100}` }))),
      timeseries('Retrievals', 'Stages of retrieval a second.', 'ops', [{ expr: `sum by (component, stage) (rate(plimsoll_stage_duration_seconds_count{${c}, ${stages}}[$__rate_interval]))`, legend: '{{component}} {{stage}}' }]),
      timeseries('Share of the time', 'Time in retrieval over the time of all requests.', 'percentunit', one(`${ofStages('sum')} / ${rate('plimsoll_request_duration_seconds_sum')}`), { min: 0 }),
    ]],
    ['Relevance', [
      score('Relevance', 'relevance', 'The answer is to the question.'),
      timeseries('Grounding', 'Documents that fit the question, answers that keep to them and cite them, where the rubric asks for it.', 'percentunit',
        [{ expr: `avg by (component, dimension, evaluator) (plimsoll_quality_score{${c}, dimension=~"retrieval_relevance|faithfulness|citation_quality|relevance"})`, legend: '{{component}} {{dimension}} ({{evaluator}})' }], { min: 0, max: 1, thresholds: qualityLines }),
      timeseries('All stages', 'p95 of each stage.', 's', [{ expr: `histogram_quantile(0.95, sum by (component, stage, le) (rate(plimsoll_stage_duration_seconds_bucket{${c}}[$__rate_interval])))`, legend: '{{component}} {{stage}}' }]),
    ]],
    ['Generation', [
      score('Composite', 'composite', 'The rubric as a whole.'),
      timeseries('Time to first token', 'TTFT of successful requests, retrieval included.', 's', percentiles('plimsoll_ttft_seconds')),
      timeseries('Input tokens of a request', 'Prompt tokens: documents that were found are among them.', 'short', percentiles('plimsoll_request_input_tokens')),
    ]],
    ['System', [
      timeseries('Requests', 'Finished requests a second, failed ones included.', 'reqps', one(rate('plimsoll_requests_total'))),
      timeseries('Errors by type', 'Failed requests a second.', 'reqps', one(rate('plimsoll_request_errors_total', 'component, error_type'), '{{component}} {{error_type}}')),
      timeseries('GPU compute', 'Mean utilization of the GPUs that reported within three minutes.', 'percentunit', one(gauge('plimsoll_gpu_utilization_ratio')), { min: 0, max: 1 }),
      timeseries('Cost per hour', 'At the present rate, from configured prices.', 'currencyUSD', one(`sum by (component) (plimsoll_cost_dollars_per_hour{${c}})`)),
    ]],
  ],
};

export default { quantity, quality, operations, executive, rag };
