using Plimsoll.Cli.Replay.Formats;

namespace Plimsoll.Cli.Replay;

/// <param name="Component">Null only for records that name their own.</param>
/// <param name="BatchSize">Most records in one request.</param>
/// <param name="ApiKey">Sent as a bearer token; null for none.</param>
/// <param name="ShiftMinutes">Null: so that the trace ends now.</param>
internal sealed record ReplayOptions(
    FileInfo File, ITraceFormat Format, string? Component, ReplaySpeed Speed, Uri Target, int BatchSize, string? ApiKey, long? ShiftMinutes);
