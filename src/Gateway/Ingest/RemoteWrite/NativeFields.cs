namespace Plimsoll.Gateway.Ingest.RemoteWrite;

/// <summary>Numbers of a native histogram's fields. The two messages that carry one have the same fields in the same order.</summary>
/// <param name="Timestamp">0 where the message has none.</param>
internal sealed record NativeFields(int Sum, int Schema, int Timestamp)
{
    /// <summary>prometheus.Histogram, of remote write.</summary>
    public static readonly NativeFields OfRemoteWrite = new(Sum: 3, Schema: 4, Timestamp: 15);

    /// <summary>io.prometheus.client.Histogram, of scrapes.</summary>
    public static readonly NativeFields OfScrape = new(Sum: 2, Schema: 5, Timestamp: 0);

    public int ZeroCount => Schema + 2;
    public int ZeroCountFloat => Schema + 3;
    public int NegativeSpan => Schema + 4;
    public int PositiveSpan => Schema + 7;
    public int PositiveDelta => Schema + 8;
    public int PositiveCount => Schema + 9;
}
