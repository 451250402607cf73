// Finds the official exporter of a signal: json|proto over HTTP, or grpc.
const { CompressionAlgorithm } = require("@opentelemetry/otlp-exporter-base");

const packages = { json: "http", proto: "proto", grpc: "grpc" };
const names = { trace: "OTLPTraceExporter", metrics: "OTLPMetricExporter", logs: "OTLPLogExporter" };

module.exports = (signal, protocol, address, compression, options) => {
  const Exporter = require(`@opentelemetry/exporter-${signal}-otlp-${packages[protocol]}`)[names[signal]];
  const url = protocol === "grpc" ? address : `${address}v1/${signal === "trace" ? "traces" : signal}`;
  return new Exporter({ url, compression: compression === "gzip" ? CompressionAlgorithm.GZIP : CompressionAlgorithm.NONE, ...options });
};
