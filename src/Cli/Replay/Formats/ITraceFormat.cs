namespace Plimsoll.Cli.Replay.Formats;

/// <summary>Reads the rows of a trace as a stream.</summary>
internal interface ITraceFormat
{
    /// <summary>Rows in the order of the file. A row that cannot be read is a row too; it ends nothing unless nothing after it could be read.</summary>
    IAsyncEnumerable<TraceRow> ReadAsync(Stream stream, CancellationToken cancellation);
}
