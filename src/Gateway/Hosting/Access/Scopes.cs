using System.Collections.Frozen;

namespace Plimsoll.Gateway.Hosting.Access;

/// <summary>What an API key may do.</summary>
public static class Scopes
{
    /// <summary>Send telemetry.</summary>
    public const string Ingest = "ingest";

    /// <summary>Query API, metrics and console, without texts.</summary>
    public const string Read = "read";

    /// <summary>Read stored prompt and response texts.</summary>
    public const string Texts = "texts";

    /// <summary>Everything.</summary>
    public const string Admin = "admin";

    public static FrozenSet<string> All { get; } = FrozenSet.Create(Ingest, Read, Texts, Admin);
}
