namespace Plimsoll.Integrations.Http;

/// <summary>What came of one request.</summary>
/// <param name="Latency">Until the last byte, or until it was given up.</param>
internal abstract record HttpAnswer(TimeSpan Latency)
{
    public sealed record Received(HttpHead Head, ReadOnlyMemory<byte> Body, TimeSpan Latency) : HttpAnswer(Latency);

    /// <summary>An answer beyond the bound; the rest of it was not read.</summary>
    public sealed record TooLong(TimeSpan Latency) : HttpAnswer(Latency);

    /// <param name="Reason">A metric's label: timeout, connection, name_resolution, tls or protocol.</param>
    /// <param name="MayHaveArrived">Whether the server may have had the request.</param>
    public sealed record Missing(string Reason, TimeSpan Latency, bool MayHaveArrived = true) : HttpAnswer(Latency);
}
