// Sends evaluation results with the official exporter: node send-scores.js json|proto|grpc ADDRESS none|gzip COMPONENT COUNT
const { LoggerProvider, SimpleLogRecordProcessor } = require("@opentelemetry/sdk-logs");
const exporter = require("./exporter.js");

const [, , protocol, address, compression, component, count] = process.argv;
const provider = new LoggerProvider({ processors: [new SimpleLogRecordProcessor({ exporter: exporter("logs", protocol, address, compression) })] });
const logger = provider.getLogger("judge");
for (let i = 0; i < Number(count); i++) {
  logger.emit({
    eventName: "gen_ai.evaluation.result",
    attributes: {
      "plimsoll.component": component,
      "gen_ai.evaluation.name": "relevance",
      "gen_ai.evaluation.score.value": i % 2 === 0 ? 0.25 : 0.75,
      "gen_ai.response.id": `r-${i}`,
    },
  });
}
provider.forceFlush().then(() => provider.shutdown());
