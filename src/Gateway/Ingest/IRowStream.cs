using Plimsoll.Gateway.Ingest.Bodies;

namespace Plimsoll.Gateway.Ingest;

/// <summary>Decodes a body while it arrives.</summary>
internal interface IRowStream : IAsyncDisposable
{
    /// <summary>Begins to put the rows that are there whole into the sink; null unless the body as a whole cannot be taken.</summary>
    /// <param name="bytes">What was not consumed before and what came since.</param>
    /// <param name="isFinal">Nothing more will come.</param>
    /// <param name="consumed">Bytes that need not be shown again.</param>
    Refusal? Read(ReadOnlySpan<byte> bytes, bool isFinal, out int consumed);

    /// <summary>After the final <see cref="Read"/>: completes once all rows are in the sink and in the report.</summary>
    ValueTask<Refusal?> CompleteAsync();
}
