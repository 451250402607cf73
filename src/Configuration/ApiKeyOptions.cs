namespace Plimsoll.Configuration;

/// <summary>One key of a client. A client may have several, so that a new one can be in use before the old one ends.</summary>
/// <param name="Name">The client; shown in logs in place of the key.</param>
/// <param name="Sha256">Lower-case hexadecimal SHA-256 of the key, so that the file holds no secret; empty when <see cref="File"/> is set.</param>
/// <param name="Scopes">ingest, read, texts, admin.</param>
public sealed record ApiKeyOptions(string Name, string Sha256, IReadOnlyList<string> Scopes)
{
    public const int MinKeyLength = 16;

    /// <summary>A file with the client's keys, one a line; read again when it changes.</summary>
    public string? File { get; init; }

    /// <summary>From then on the key is refused.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>Requests a second that the client may make with all its keys together; null is no limit.</summary>
    public double? RequestsPerSecond { get; init; }

    /// <summary>Requests that the client may make at once before the rate holds; null is two seconds' worth.</summary>
    public int? Burst { get; init; }

    /// <summary>Whether two keys of one client agree on what the client may do.</summary>
    public bool SameClientAs(ApiKeyOptions other) =>
        Scopes.ToHashSet().SetEquals(other.Scopes) && RequestsPerSecond == other.RequestsPerSecond && Burst == other.Burst;
}
