using Plimsoll.Configuration.Alerts;
using Plimsoll.Configuration.Exporting;
using Plimsoll.Configuration.Scraping;
using Plimsoll.Configuration.Values;

namespace Plimsoll.Configuration.Binding;

/// <summary>The keys of <c>plimsoll.yaml</c>, their ranges, and the rules between them.</summary>
internal static class OptionsBinder
{
    private const long KiB = 1L << 10;
    private const long MiB = 1L << 20;
    private const long GiB = 1L << 30;
    private const long TiB = 1L << 40;

    public static PlimsollOptions Bind(Section root, IReadOnlyDictionary<string, string> environment)
    {
        var defaults = new PlimsollOptions();
        var prices = PriceBinder.Instances(root.Child("prices"));
        var sageMaker = SageMakerBinder.Bind(root, prices);
        var judges = JudgeBinder.Bind(root.Child("judges"), environment);
        var options = new PlimsollOptions
        {
            Urls = root.ReadList("urls", defaults.Urls, 16, Addresses.Url),
            OtlpHttp = root.Read("otlp_http", defaults.OtlpHttp, Addresses.HostPortOrOff),
            OtlpGrpc = root.Read("otlp_grpc", defaults.OtlpGrpc, Addresses.HostPortOrOff),
            DataDirectory = root.Read("data_directory", defaults.DataDirectory, Texts.UpTo(4096)),
            Tls = TlsBinder.Bind(root, environment),
            Server = ServerBinder.Bind(root.Child("server")),
            Ingest = Ingest(root.Child("ingest"), defaults.Ingest),
            Journal = Journal(root.Child("journal"), defaults.Journal),
            Checkpoints = Checkpoints(root.Child("checkpoints"), defaults.Checkpoints),
            Privacy = PrivacyBinder.Privacy(root.Child("privacy"), defaults.Privacy),
            Quality = QualityBinder.Bind(root.Child("quality"), defaults.Quality, judges),
            Cluster = ClusterBinder.Bind(root.Child("cluster"), defaults.Cluster, environment),
            Judges = judges,
            Embeddings = EmbeddingBinder.Bind(root, environment),
            Golden = GoldenBinder.Bind(root.Child("golden"), judges, environment),
            Alerts = AlertBinder.Bind(root.Child("alerts"), environment),
            ApiKeys = ApiKeyBinder.Bind(root.Children("api_keys", ApiKeyFile.MaxKeys), environment),
            ApiKeysFile = root.Read<string?>("api_keys_file", null, Texts.Path),
            Components = ComponentBinder.Bind(root.Child("components"), prices, environment),
            ComponentAttributes = root.ReadList("component_attributes", defaults.ComponentAttributes, 32, Texts.UpTo(256)),
            Telemetry = TelemetryBinder.Bind(root.Child("telemetry"), defaults.Telemetry, environment),
            CloudWatch = CloudWatchBinder.Bind(root, sageMaker),
            SageMaker = sageMaker,
            Capture = CaptureBinder.Bind(root.Child("capture")),
            RemoteWrite = RemoteWriteBinder.Bind(root.Child("remote_write"), defaults.RemoteWrite),
            Scrape = ScrapeBinder.Bind(root.Child("scrape")),
            Export = ExportBinder.Bind(root.Child("export"), environment),
        };
        root.Finish();
        return options;
    }

    private static IngestOptions Ingest(Section section, IngestOptions defaults)
    {
        var bound = new IngestOptions
        {
            MaxBodyBytes = section.Read("max_body_bytes", defaults.MaxBodyBytes, Sizes.Between(KiB, GiB)),
            MaxDecompressedBytes = section.Read("max_decompressed_bytes", defaults.MaxDecompressedBytes, Sizes.Between(KiB, GiB)),
            MaxRecordsPerRequest = section.Read("max_records_per_request", defaults.MaxRecordsPerRequest, Numbers.Between(1, 10_000_000)),
            MaxConcurrentRequests = section.Read("max_concurrent_requests", defaults.MaxConcurrentRequests, Numbers.Between(1, 100_000)),
            MaxComponents = section.Read("max_components", defaults.MaxComponents, Numbers.Between(1, 1_000_000)),
            MaxLabels = section.Read("max_labels", defaults.MaxLabels, Numbers.Between(0, 1_000)),
            MaxBacklogBytes = section.Read("max_backlog_bytes", defaults.MaxBacklogBytes, Sizes.Between(MiB, 64 * GiB)),
            DedupWindow = section.Read(
                "dedup_window", defaults.DedupWindow, Durations.Between(TimeSpan.FromSeconds(1), TimeSpan.FromHours(24))),
            DedupMaxIds = section.Read("dedup_max_ids", defaults.DedupMaxIds, Numbers.Between(1_000, 1_000_000_000)),
        };
        if (bound.MaxDecompressedBytes < bound.MaxBodyBytes)
            section.Fail("max_decompressed_bytes", "is less than max_body_bytes; a body does not shrink when it is decompressed");
        section.Finish();
        return bound;
    }

    private static JournalOptions Journal(Section section, JournalOptions defaults)
    {
        var bound = new JournalOptions
        {
            SegmentBytes = section.Read("segment_bytes", defaults.SegmentBytes, Sizes.Between(MiB, GiB)),
            MaxBytes = section.Read("max_bytes", defaults.MaxBytes, Sizes.Between(2 * MiB, 1024 * TiB)),
            Retention = section.Read(
                "retention", defaults.Retention, Durations.Between(TimeSpan.FromMinutes(1), TimeSpan.FromDays(400))),
        };
        if (bound.MaxBytes < 2 * bound.SegmentBytes)
            section.Fail("max_bytes", "is less than two segments of segment_bytes; nothing could ever be cut away");
        section.Finish();
        return bound;
    }

    private static CheckpointOptions Checkpoints(Section section, CheckpointOptions defaults)
    {
        var bound = new CheckpointOptions
        {
            Interval = section.Read(
                "interval", defaults.Interval, Durations.Between(TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1))),
        };
        section.Finish();
        return bound;
    }
}
