namespace Plimsoll.SageMaker.Capture;

/// <summary>Where SageMaker's data capture puts what was asked and answered: a folder, or a prefix of an S3 bucket.</summary>
/// <param name="Name">By which metrics and messages speak of it: lower-case letters, digits and -.</param>
public sealed record CaptureSettings(string Name)
{
    /// <summary>Null where it is a bucket.</summary>
    public string? Directory { get; init; }

    /// <summary>Null where it is a folder.</summary>
    public string? Bucket { get; init; }

    /// <summary>Of keys in the bucket, without a slash at its end: down to the capture's root, an endpoint or a variant.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Of AWS; null for the one that the environment or the profile names.</summary>
    public string? Region { get; init; }

    /// <summary>Named profile of AWS; null for the usual search for credentials.</summary>
    public string? Profile { get; init; }

    /// <summary>In place of the service's own address; buckets then stand in the path.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Whose requests they are; null: the inference component that a line names, else the endpoint of its path.</summary>
    public string? Component { get; init; }

    /// <summary>Between two looks for new objects.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>An object is read once it has not changed for so long.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Older objects are not read, at the first start and after a pause alike.</summary>
    public TimeSpan CatchUp { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Larger objects are left out and counted.</summary>
    public long MaxObjectBytes { get; init; } = 256L << 20;

    /// <summary>Of one call to the service.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
