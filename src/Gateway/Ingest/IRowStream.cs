using Plimsoll.Gateway.Ingest.Bodies;

namespace Plimsoll.Gateway.Ingest;

/// <summary>Decodes a body while it arrives.</summary>
internal interface IRowStream : IDisposable
{
    /// <summary>Puts the rows that are there whole into the sink; null unless the body as a whole cannot be taken.</summary>
    /// <param name="bytes">What was not consumed before and what came since.</param>
    /// <param name="isFinal">Nothing more will come.</param>
    /// <param name="consumed">Bytes that need not be shown again.</param>
    Refusal? Read(ReadOnlySpan<byte> bytes, bool isFinal, out int consumed);
}
