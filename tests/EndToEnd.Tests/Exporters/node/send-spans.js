// Sends spans of model calls with the official exporter: node send-spans.js json|proto|grpc ADDRESS none|gzip COMPONENT COUNT
const { SpanKind, SpanStatusCode } = require("@opentelemetry/api");
const { BasicTracerProvider, BatchSpanProcessor } = require("@opentelemetry/sdk-trace-base");
const exporter = require("./exporter.js");

const [, , protocol, address, compression, component, count] = process.argv;
const provider = new BasicTracerProvider({
  spanProcessors: [new BatchSpanProcessor(exporter("trace", protocol, address, compression))],
});
const tracer = provider.getTracer("test");
const now = Date.now();
for (let i = 0; i < Number(count); i++) {
  const span = tracer.startSpan("chat m", {
    kind: SpanKind.CLIENT,
    startTime: now - 5000,
    attributes: {
      "plimsoll.component": component,
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "openai",
      "gen_ai.request.model": "m",
      "gen_ai.response.finish_reasons": ["stop"],
      "gen_ai.usage.input_tokens": 10,
      "gen_ai.usage.output_tokens": 4,
    },
  });
  if (i === 0) {
    span.setAttribute("error.type", "timeout");
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end(now - 3000);
}
provider.forceFlush().then(() => provider.shutdown());
