// The dashboards on CloudWatch: on what Plimsoll publishes there, and on SageMaker's own metrics, for one component at a
// time, since each component has a namespace of its own for its quality.
const own = (metric, stat, legend) => ({ namespace: 'Plimsoll', metric, stat, dimensions: { Component: '$component' }, legend });
const quality = (metric, stat, legend, more = {}) => ({ namespace: '/aws/sagemaker/inference-quality/$component', metric, stat, dimensions: { InferenceComponentName: '$component' }, legend, anyOther: true, ...more });
const sageMaker = (metric, stat, legend) => ({ namespace: 'AWS/SageMaker', metric, stat, dimensions: { InferenceComponentName: '$component' }, legend });
const hardware = (metric, stat, legend) => ({ namespace: '/aws/sagemaker/InferenceComponents', metric, stat, dimensions: { InferenceComponentName: '$component' }, legend });
const percentiles = (of, metric) => ['p50', 'p95', 'p99'].map((p) => of(metric, p, p));

const qualityLines = [{ at: null, color: 'red' }, { at: 0.85, color: 'yellow' }, { at: 0.95, color: 'green' }];
const timeseries = (title, description, unit, targets, more = {}) => ({ type: 'timeseries', title, description, unit, targets, ...more });
const stat = (title, description, unit, targets, more = {}) => ({ type: 'stat', title, description, unit, targets, width: 4, height: 4, ...more });
const score = (title, metric, description) => timeseries(title, `${description} Mean of the minute's judgements, and the bounds of the last 24 hours at 95%; the lines are at 85% and 95%.`, 'percentunit', [
  quality(metric, 'Average', 'mean'), quality(`${metric}_lower`, 'Minimum', 'lower', { band: true }), quality(`${metric}_upper`, 'Maximum', 'upper', { band: true }),
], { min: 0, max: 1, thresholds: qualityLines });

const composite = score('Composite', 'composite_quality_score', 'The rubric as a whole.');
const relevance = score('Relevance', 'relevance_score', 'The answer is to the question.');
const errors = timeseries('Errors by type', 'Failed invocations of a period: the caller\'s, the endpoint\'s and the model\'s.', 'short', [
  sageMaker('Invocation4XXErrors', 'Sum', '4xx'), sageMaker('Invocation5XXErrors', 'Sum', '5xx'), sageMaker('InvocationModelErrors', 'Sum', 'model'),
]);
const gpu = timeseries('GPU', 'Compute and memory, normalised by the reservation.', 'percent', [
  hardware('GPUUtilizationNormalized', 'Average', 'compute'), hardware('GPUMemoryUtilizationNormalized', 'Average', 'memory'),
], { min: 0 });
const firstToken = timeseries('Time to first token', 'TTFT of successful requests.', 'ms', percentiles(own, 'ttft_ms'));
const costPerHour = timeseries('Cost per hour', 'At the present rate, from configured prices.', 'currencyUSD', [own('cost_dollars_per_hour', 'Average', 'cost')]);

export const quantity = {
  uid: 'plimsoll-cloudwatch-quantity',
  title: 'Plimsoll / Quantity (CloudWatch)',
  description: 'How much an inference component serves: latency, invocations, errors, tokens, GPUs and cost.',
  rows: [
    ['Latency', [
      timeseries('Model latency', 'As SageMaker measures it.', 'µs', percentiles(sageMaker, 'ModelLatency')),
      timeseries('Overhead', "SageMaker's own time for an invocation.", 'µs', [sageMaker('OverheadLatency', 'Average', 'mean')]),
      timeseries('Total latency', 'From arrival to the last token, successful requests.', 'ms', percentiles(own, 'total_latency_ms')),
      firstToken,
      timeseries('Time per output token', 'TPOT after the first token.', 'ms', percentiles(own, 'tpot_ms')),
    ]],
    ['Invocations', [
      timeseries('Invocations', 'Of a period, all copies together and each.', 'short', [sageMaker('Invocations', 'Sum', 'all'), sageMaker('InvocationsPerCopy', 'Sum', 'per copy')]),
      timeseries('At once', 'Requests under way, most of a period.', 'none', [sageMaker('ConcurrentRequestsPerCopy', 'Maximum', 'per copy'), sageMaker('ConcurrentRequestsPerModel', 'Maximum', 'per model')]),
      errors,
    ]],
    ['Tokens', [
      timeseries('Tokens', 'Of a period.', 'short', [own('input_tokens', 'Sum', 'in'), own('output_tokens', 'Sum', 'out')]),
      timeseries('Output tokens of a request', 'Generated tokens.', 'short', percentiles(own, 'output_tokens')),
    ]],
    ['GPUs and cost', [
      gpu,
      timeseries('CPU and memory', 'Normalised by the reservation.', 'percent', [hardware('CPUUtilizationNormalized', 'Average', 'CPU'), hardware('MemoryUtilizationNormalized', 'Average', 'memory')], { min: 0 }),
      timeseries('GPUs used and free', 'Free are those that are reserved or report, and do nothing.', 'none', [own('gpus_used', 'Average', 'used'), own('gpus_free', 'Average', 'free')]),
      costPerHour,
      timeseries('Cost', 'Of a period, from configured prices.', 'currencyUSD', [own('cost_dollars', 'Sum', 'cost')]),
    ]],
  ],
};

export const qualityOf = {
  uid: 'plimsoll-cloudwatch-quality',
  title: 'Plimsoll / Quality (CloudWatch)',
  description: 'How well an inference component answers: scores of judges with their bounds. Scores of a heuristic are not among them.',
  rows: [
    ['Scores', [
      composite,
      score('Safety', 'safety_score', 'No harm in the answer.'),
      relevance,
      score('Professional tone', 'professional_tone_score', 'Fit for a customer.'),
      timeseries('Judged', 'Judgements of a period.', 'none', [quality('judged', 'Sum', 'judged')]),
      timeseries('Evaluation latency', 'What the judge takes for an answer.', 'ms', percentiles(quality, 'quality_evaluation_latency')),
    ]],
    ['Change', [
      timeseries('Drift', 'Signals that differ from their seasonal baseline.', 'none', [own('drifting_signals', 'Maximum', 'signals')]),
      timeseries('Alerts', 'That fire.', 'none', [own('alerts_firing', 'Maximum', 'all'), own('alerts_urgent', 'Maximum', 'P0 and P1')]),
    ]],
  ],
};

export const executive = {
  uid: 'plimsoll-cloudwatch-executive',
  title: 'Plimsoll / Executive (CloudWatch)',
  description: 'One look at an inference component: does it serve, is it good, what does it cost.',
  rows: [
    ['At a glance', [
      stat('Requests', 'Finished requests of a period.', 'short', [own('requests', 'Sum', 'requests')]),
      stat('Errors', 'Failed requests of a period.', 'short', [own('errors', 'Sum', 'errors')]),
      stat('Quality', 'Mean composite score.', 'percentunit', [quality('composite_quality_score', 'Average', 'composite')], { thresholds: qualityLines }),
      stat('Safety', 'Lower bound of the safety score.', 'percentunit', [quality('safety_score_lower', 'Minimum', 'at least')], { thresholds: qualityLines }),
      stat('Cost per hour', 'At the present rate.', 'currencyUSD', [own('cost_dollars_per_hour', 'Average', 'cost')]),
      stat('Urgent alerts', 'P0 and P1 that fire.', 'none', [own('alerts_urgent', 'Maximum', 'alerts')], { thresholds: [{ at: null, color: 'green' }, { at: 1, color: 'red' }] }),
    ]],
    ['Trend', [
      { ...composite, width: 12 },
      timeseries('Slowest in twenty', 'p95 of total latency.', 'ms', [own('total_latency_ms', 'p95', 'p95')], { width: 12 }),
      timeseries('Requests and errors', 'Of a period.', 'short', [own('requests', 'Sum', 'requests'), own('errors', 'Sum', 'errors')], { width: 12 }),
      { ...costPerHour, width: 12 },
    ]],
  ],
};

export const operations = {
  uid: 'plimsoll-cloudwatch-operations',
  title: 'Plimsoll / Operations (CloudWatch)',
  description: 'What an inference component runs on, how full it is, and what is wrong.',
  rows: [
    ['Load', [
      timeseries('In the engine', 'Requests that the serving engine works on, and that wait in it.', 'none', [own('requests_running', 'Average', 'running'), own('requests_waiting', 'Average', 'waiting')]),
      timeseries('Capacity used', 'Throughput against the configured capacity.', 'percent', [own('capacity_used_percent', 'Average', 'used')], { min: 0 }),
      timeseries('GPU, as Plimsoll sees it', 'Mean of the GPUs that report.', 'percent', [own('gpu_utilization_percent', 'Average', 'compute'), own('gpu_memory_utilization_percent', 'Average', 'memory')], { min: 0 }),
    ]],
    ['Resources', [gpu, timeseries('CPU and memory', 'Normalised by the reservation.', 'percent', [hardware('CPUUtilizationNormalized', 'Average', 'CPU'), hardware('MemoryUtilizationNormalized', 'Average', 'memory')], { min: 0 })]],
    ['Trouble', [
      errors,
      timeseries('Alerts', 'That fire.', 'none', [own('alerts_firing', 'Maximum', 'all'), own('alerts_urgent', 'Maximum', 'P0 and P1')]),
      timeseries('Drift', 'Signals that differ from their seasonal baseline.', 'none', [own('drifting_signals', 'Maximum', 'signals')]),
    ]],
  ],
};

export const rag = {
  uid: 'plimsoll-cloudwatch-rag',
  title: 'Plimsoll / RAG (CloudWatch)',
  description: 'Answers from documents: whether these fit the question and the answer keeps to them, where the rubric asks for it. Latency of stages is not published to CloudWatch: the dashboard on Prometheus has it.',
  rows: [
    ['Relevance', [
      relevance,
      score('Retrieval relevance', 'retrieval_relevance_score', 'The documents fit the question.'),
      score('Faithfulness', 'faithfulness_score', 'The answer keeps to the documents.'),
    ]],
    ['Generation', [composite, firstToken, timeseries('Input tokens of a request', 'Prompt tokens: documents that were found are among them.', 'short', percentiles(own, 'input_tokens'))]],
    ['System', [errors, gpu, costPerHour]],
  ],
};

export default { quantity, quality: qualityOf, executive, operations, rag };
