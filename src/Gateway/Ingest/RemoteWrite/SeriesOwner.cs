namespace Plimsoll.Gateway.Ingest.RemoteWrite;

/// <summary>Whom a series tells of.</summary>
internal sealed record SeriesOwner(string Component, string? Copy, string? Model, string? ModelVersion);
