namespace Plimsoll.Cli.Golden;

/// <summary>What a run was asked for: either an endpoint with a model, or a SageMaker endpoint.</summary>
internal sealed record GoldenRunOptions(FileInfo Set)
{
    public Uri? Endpoint { get; init; }
    public string? Model { get; init; }
    public string? EndpointKey { get; init; }
    public string? SageMaker { get; init; }
    public string? InferenceComponent { get; init; }
    public string? Region { get; init; }
    public string? Profile { get; init; }

    /// <summary>The configuration that names <see cref="Judge"/>.</summary>
    public FileInfo? Config { get; init; }

    public string? Judge { get; init; }
    public FileInfo? Report { get; init; }

    /// <summary>Where the answers are written, with their texts.</summary>
    public FileInfo? Answers { get; init; }

    public FileInfo? Previous { get; init; }
    public double MaxDrop { get; init; }
    public int Concurrency { get; init; }
}
