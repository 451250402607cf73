using Plimsoll.Components;
using Plimsoll.Configuration.Exporting;
using Plimsoll.Configuration.Scraping;
using Plimsoll.Drift.Content;
using Plimsoll.Publishing;
using Plimsoll.Quality.Judging;
using Plimsoll.SageMaker;
using Plimsoll.SageMaker.Capture;

namespace Plimsoll.Configuration;

/// <summary>Everything <c>plimsoll.yaml</c> and the environment may set, with the defaults of a single machine.</summary>
public sealed record PlimsollOptions
{
    /// <summary>Addresses of the main port.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:8080"];

    /// <summary>OTLP/HTTP address, host:port or https://host:port; null is off.</summary>
    public string? OtlpHttp { get; init; } = "127.0.0.1:4318";

    /// <summary>OTLP/gRPC address, host:port or https://host:port; null is off.</summary>
    public string? OtlpGrpc { get; init; } = "127.0.0.1:4317";

    public string DataDirectory { get; init; } = "./data";

    /// <summary>Null: every address is plain http.</summary>
    public TlsOptions? Tls { get; init; }


    public ServerOptions Server { get; init; } = new();
    public IngestOptions Ingest { get; init; } = new();
    public JournalOptions Journal { get; init; } = new();
    public CheckpointOptions Checkpoints { get; init; } = new();
    public PrivacyOptions Privacy { get; init; } = new();
    public QualityOptions Quality { get; init; } = new();
    public ClusterOptions Cluster { get; init; } = new();
    public AlertOptions Alerts { get; init; } = new();
    public TelemetryOptions Telemetry { get; init; } = new();

    /// <summary>How the evaluators of rubrics are reached; the heuristic needs no entry.</summary>
    public IReadOnlyList<JudgeSettings> Judges { get; init; } = [];

    /// <summary>Null: the built-in projection stands for embeddings that clients do not send.</summary>
    public EmbeddingSettings? Embeddings { get; init; }

    /// <summary>Golden sets that are asked on a schedule.</summary>
    public IReadOnlyList<GoldenOptions> Golden { get; init; } = [];

    public IReadOnlyList<ApiKeyOptions> ApiKeys { get; init; } = [];

    /// <summary>A file with more API keys, read again when it changes; null for none.</summary>
    public string? ApiKeysFile { get; init; }

    /// <summary>Whether callers need an API key. An empty file of keys opens nothing: it lets nobody in.</summary>
    public bool NeedsApiKey => ApiKeys.Count > 0 || ApiKeysFile is not null;

    /// <summary>Settings by component name; <c>*</c> holds for the rest.</summary>
    public IReadOnlyDictionary<string, ComponentSettings> Components { get; init; } = new Dictionary<string, ComponentSettings>();

    /// <summary>Span and resource attributes that name the component, first match wins.</summary>
    public IReadOnlyList<string> ComponentAttributes { get; init; } =
    [
        "plimsoll.component", "aws.sagemaker.inference_component.name", "gen_ai.response.model", "gen_ai.request.model", "service.name",
    ];

    /// <summary>Every address that is listened on.</summary>
    public IEnumerable<string> Addresses => Urls.Append(OtlpHttp).Append(OtlpGrpc).OfType<string>();

    public RemoteWriteOptions RemoteWrite { get; init; } = new();
    public ScrapeOptions Scrape { get; init; } = new();
    public ExportOptions Export { get; init; } = new();

    /// <summary>Null: nothing is published to CloudWatch.</summary>
    public CloudWatchSettings? CloudWatch { get; init; }

    /// <summary>Null: nothing is read of SageMaker's metrics.</summary>
    public SageMakerSettings? SageMaker { get; init; }

    /// <summary>Where prompts and responses are read that SageMaker captured.</summary>
    public IReadOnlyList<CaptureSettings> Capture { get; init; } = [];

    public ComponentSettings SettingsFor(string component)
    {
        var settings = Components.TryGetValue(component, out var own) ? own
            : Components.TryGetValue("*", out var rest) ? rest
            : ComponentSettings.Default;
        settings = settings with { Judging = Quality.ToJudging(Privacy), Alerts = Alerts.For(component) };
        return SageMaker is null ? settings : settings with { EndpointPrices = SageMaker.GpuPrices, CloudWatchDelay = SageMaker.Delay };
    }
}

public sealed record IngestOptions
{
    /// <summary>Body as received, bytes.</summary>
    public long MaxBodyBytes { get; init; } = 32L << 20;

    /// <summary>Body after decompression, bytes.</summary>
    public long MaxDecompressedBytes { get; init; } = 128L << 20;

    public int MaxRecordsPerRequest { get; init; } = 100_000;
    public int MaxConcurrentRequests { get; init; } = 64;
    public int MaxComponents { get; init; } = 10_000;
    public int MaxLabels { get; init; } = 32;

    /// <summary>Accepted but not yet applied, bytes; beyond it the answer is 429.</summary>
    public long MaxBacklogBytes { get; init; } = 64L << 20;

    public TimeSpan DedupWindow { get; init; } = TimeSpan.FromMinutes(10);
    public int DedupMaxIds { get; init; } = 4_000_000;
}

public sealed record JournalOptions
{
    public long SegmentBytes { get; init; } = 64L << 20;
    public long MaxBytes { get; init; } = 8L << 30;
    public TimeSpan Retention { get; init; } = TimeSpan.FromHours(24);
}

public sealed record CheckpointOptions
{
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);
}
