using System.Collections.Frozen;

namespace Plimsoll.Gateway.Ingest.Otlp;

/// <summary>
/// Tells the spans that are one call of a model from those around them. Agents, chains, tools and retrievals hold
/// such calls and would count them twice.
/// </summary>
internal static class SpanKinds
{
    private static readonly FrozenSet<string> Operations = FrozenSet.ToFrozenSet(
        ["chat", "completion", "text_completion", "generate_content", "embeddings", "embedding", "rerank"], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> OpenInferenceKinds = FrozenSet.ToFrozenSet(["LLM", "EMBEDDING", "RERANKER"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether an operation by this name is a call of a model.</summary>
    public static bool IsModelOperation(string operation) => Operations.Contains(operation);

    public static bool IsModelCall(AttributeMap span)
    {
        if (span.Text(SpanNames.OpenInferenceKind) is { } kind)
            return OpenInferenceKinds.Contains(kind);
        if (span.Text(SpanNames.Operation, SpanNames.TraceloopRequestType) is { } operation)
            return Operations.Contains(operation);
        return (span.Text(SpanNames.ResponseModel) ?? span.Text(SpanNames.RequestModel)) is not null;
    }
}
