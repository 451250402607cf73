// What the dashboards on Prometheus show, in the order in which they show it. `node generate.mjs` writes the JSON that Grafana loads.
import executive from './prometheus/executive.mjs';
import operations from './prometheus/operations.mjs';
import quality from './prometheus/quality.mjs';
import quantity from './prometheus/quantity.mjs';
import rag from './prometheus/rag.mjs';

export default { quantity, quality, operations, executive, rag };
