import { costPerHour, errors, firstToken, gpuCompute, of, percentiles, qualityLines, quantile, rate, ratio, requests, score, timeseries } from './parts.mjs';

const stages = ', stage=~"(?i).*(retriev|search|embed|rerank|lookup).*"';
const retrieval = (part, by = 'component') => rate(`plimsoll_stage_duration_seconds_${part}`, by, stages);

export default {
  uid: 'plimsoll-rag',
  title: 'Plimsoll / RAG',
  description: 'Answers from documents: how long finding them takes, whether they fit the question and the answer keeps to them, and what the system below does. Retrieval is every stage whose name speaks of retrieving, searching, embedding, reranking or looking up.',
  rows: [
    ['Retrieval', [
      timeseries('Retrieval latency', 'Of one stage of retrieval.', 's',
        [0.5, 0.95, 0.99].map((q) => ({ expr: quantile(q, 'plimsoll_stage_duration_seconds', 'component, stage', stages), legend: `{{component}} {{stage}} p${q * 100}` }))),
      timeseries('Retrievals', 'Stages of retrieval a second.', 'ops', [{ expr: retrieval('count', 'component, stage'), legend: '{{component}} {{stage}}' }]),
      timeseries('Share of the time', 'Time in retrieval over the time of all requests.', 'percentunit', [{ expr: `${retrieval('sum')} / ${rate('plimsoll_request_duration_seconds_sum')}`, legend: '{{component}}' }], { min: 0 }),
    ]],
    ['Relevance', [
      score('Relevance', 'relevance', 'The answer is to the question.'),
      timeseries('Grounding', 'Documents that fit the question, answers that keep to them and cite them, where the rubric asks for it.', 'percentunit',
        [{ expr: `avg by (component, dimension, evaluator) (${of('plimsoll_quality_score', ', dimension=~"retrieval_relevance|faithfulness|citation_quality|relevance"')})`, legend: '{{component}} {{dimension}} ({{evaluator}})' }], { ...ratio, thresholds: qualityLines }),
      timeseries('All stages', 'p95 of each stage.', 's', [{ expr: quantile(0.95, 'plimsoll_stage_duration_seconds', 'component, stage'), legend: '{{component}} {{stage}}' }]),
    ]],
    ['Generation', [
      score('Composite', 'composite', 'The rubric as a whole.'),
      { ...firstToken, description: 'TTFT of successful requests, retrieval included.' },
      timeseries('Input tokens of a request', 'Prompt tokens: documents that were found are among them.', 'short', percentiles('plimsoll_request_input_tokens')),
    ]],
    ['System', [requests, errors, gpuCompute, costPerHour]],
  ],
};
