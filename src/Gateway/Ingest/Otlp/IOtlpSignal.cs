using Google.Protobuf;
using Plimsoll.Gateway.Ingest.Bodies;

namespace Plimsoll.Gateway.Ingest.Otlp;

/// <summary>Traces, metrics or logs: what an export request holds and how it is answered, whatever carries it.</summary>
internal interface IOtlpSignal
{
    /// <summary>Label of the gateway's metrics.</summary>
    string Name { get; }

    /// <summary>Puts every row into the sink; null unless the request as a whole cannot be taken.</summary>
    /// <param name="isJson">Whether the body is OTLP's JSON; else it is protobuf.</param>
    Refusal? Read(ReadOnlySpan<byte> body, bool isJson, RowSink sink, IngestReport report);

    /// <summary>The response, with the partial success when something was rejected.</summary>
    IMessage Answer(IngestReport report);
}
