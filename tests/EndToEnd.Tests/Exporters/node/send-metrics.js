// Sends what COUNT calls of a model measure, in two exports, with the official exporter:
// node send-metrics.js json|proto|grpc ADDRESS none|gzip COMPONENT COUNT cumulative|delta
const { MeterProvider, PeriodicExportingMetricReader, AggregationTemporality } = require("@opentelemetry/sdk-metrics");
const exporter = require("./exporter.js");

const [, , protocol, address, compression, component, count, temporality] = process.argv;
const temporalityPreference = temporality === "delta" ? AggregationTemporality.DELTA : AggregationTemporality.CUMULATIVE;
const reader = new PeriodicExportingMetricReader({
  exporter: exporter("metrics", protocol, address, compression, { temporalityPreference }),
  exportIntervalMillis: 3600000,
});
const meter = new MeterProvider({ readers: [reader] }).getMeter("test");
const duration = meter.createHistogram("gen_ai.client.operation.duration", { unit: "s" });
const tokens = meter.createHistogram("gen_ai.client.token.usage", { unit: "{token}" });

const call = (i) => {
  const attributes = { "plimsoll.component": component, "gen_ai.operation.name": "chat", "gen_ai.request.model": "m" };
  duration.record(0.5, i === 0 ? { ...attributes, "error.type": "timeout" } : attributes);
  tokens.record(10, { ...attributes, "gen_ai.token.type": "input" });
  tokens.record(4, { ...attributes, "gen_ai.token.type": "output" });
};

(async () => {
  const half = Math.floor(Number(count) / 2);
  for (let i = 0; i < half; i++) call(i);
  await reader.forceFlush();
  await new Promise((resolve) => setTimeout(resolve, 5));
  for (let i = half; i < Number(count); i++) call(i);
  await reader.forceFlush();
  await reader.shutdown();
})();
