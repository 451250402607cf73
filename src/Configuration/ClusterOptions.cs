namespace Plimsoll.Configuration;

/// <summary>What a process of a cluster does.</summary>
public enum ClusterRole
{
    /// <summary>Hosts components.</summary>
    Silo,

    /// <summary>Takes telemetry in and answers questions.</summary>
    Gateway,

    Both,
}

/// <summary>Where the members of a cluster find each other, and where checkpoints and reminders are kept.</summary>
public enum ClusterProvider
{
    /// <summary>One silo, and gateways on the same machine; checkpoints are files of the silo.</summary>
    Localhost,

    PostgreSql,

    DynamoDb,
}

/// <summary>Only a silo, or a gateway of a cluster, reads these.</summary>
public sealed record ClusterOptions
{
    public ClusterRole Role { get; init; } = ClusterRole.Both;
    public ClusterProvider Provider { get; init; } = ClusterProvider.Localhost;

    /// <summary>Members of one id form one cluster. Letters, digits, - and _.</summary>
    public string Id { get; init; } = "plimsoll";

    /// <summary>An <see cref="AdvertisedAddress"/>: what this machine's own name resolves to, where nothing else tells it.</summary>
    public const string OwnAddress = "auto";

    /// <summary>Address at which the other members reach this one; null: 127.0.0.1, so only members on this machine do.</summary>
    public string? AdvertisedAddress { get; init; }

    /// <summary>Between silos.</summary>
    public int SiloPort { get; init; } = 11111;

    /// <summary>From gateways to silos.</summary>
    public int GatewayPort { get; init; } = 30000;

    /// <summary>Npgsql connection string of the <c>postgresql</c> provider; a secret.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>AWS region of the <c>dynamodb</c> provider, or the URL of something that speaks its protocol.</summary>
    public string? DynamoDb { get; init; }

    /// <summary>Calls that may wait for one component before further ones are refused; the gateway delivers those again.</summary>
    public int MaxWaitingCalls { get; init; } = 1_000;

    /// <summary>A silo busier than this refuses calls of gateways, which deliver them again later; null: it never does.</summary>
    public int? ShedAboveCpuPercent { get; init; }

    /// <summary>How long a stop may take to save every component.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
