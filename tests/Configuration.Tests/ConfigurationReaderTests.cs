using Plimsoll.Alerting.Rules;
using Plimsoll.Components;

namespace Plimsoll.Configuration.Tests;

public class ConfigurationReaderTests
{
    private const string Full = """
        urls: [http://127.0.0.1:9000, "http://*:9001/"]
        otlp_http: off
        otlp_grpc: "[::1]:4317"
        data_directory: /var/lib/plimsoll
        ingest:
          max_body_bytes: 64MiB
          max_decompressed_bytes: 1GiB
          max_records_per_request: 5000
          max_concurrent_requests: 8
          max_components: 20
          max_labels: 0
          max_backlog_bytes: 128MiB
          dedup_window: 1h30m
          dedup_max_ids: 1000
        journal:
          segment_bytes: 16777216
          max_bytes: 2GiB
          retention: 14d
        checkpoints:
          interval: 250ms
        api_keys:
          - name: dashboards
            sha256: E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855
            scopes: [read, texts]
        components:
          Qwen2.5-7B-Instruct:
            price: { gpu_hour: 2.50, input_per_million_tokens: .1, cached_input_per_million_tokens: 0, output_per_million_tokens: 3 }
            reserved_gpus: 4
            max_breakdown_values: 3
            max_named_values: 5
          "*":
            reserved_gpus: 0
        component_attributes: service.name
        """;

    [Fact]
    public void Every_key_reaches_its_option()
    {
        var options = Reading.Valid(Full);

        Assert.Equal(["http://127.0.0.1:9000", "http://*:9001/"], options.Urls);
        Assert.Null(options.OtlpHttp);
        Assert.Equal("[::1]:4317", options.OtlpGrpc);
        Assert.Equal("/var/lib/plimsoll", options.DataDirectory);
        Assert.Equal(
            new IngestOptions
            {
                MaxBodyBytes = 64L << 20,
                MaxDecompressedBytes = 1L << 30,
                MaxRecordsPerRequest = 5000,
                MaxConcurrentRequests = 8,
                MaxComponents = 20,
                MaxLabels = 0,
                MaxBacklogBytes = 128L << 20,
                DedupWindow = TimeSpan.FromMinutes(90),
                DedupMaxIds = 1000,
            }, options.Ingest);
        Assert.Equal(new JournalOptions { SegmentBytes = 16 << 20, MaxBytes = 2L << 30, Retention = TimeSpan.FromDays(14) }, options.Journal);
        Assert.Equal(TimeSpan.FromMilliseconds(250), options.Checkpoints.Interval);
        Assert.Equal(["service.name"], options.ComponentAttributes);
    }

    [Fact]
    public void A_component_has_its_own_settings_and_the_star_holds_for_the_rest()
    {
        var options = Reading.Valid(Full);

        Assert.Equal(
            new ComponentSettings { Price = new PriceSettings(2.5, 0.1, 0, 3), ReservedGpus = 4, MaxBreakdownValues = 3, MaxNamedValues = 5 },
            options.SettingsFor("Qwen2.5-7B-Instruct") with { Alerts = AlertSettings.None, Judging = JudgingSettings.Default });
        Assert.Equal(new ComponentSettings { ReservedGpus = 0 }, options.SettingsFor("other") with { Alerts = AlertSettings.None, Judging = JudgingSettings.Default });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("# nothing but a comment\n")]
    [InlineData("---\n")]
    [InlineData("ingest:\ncomponents:\napi_keys:\nurls:\n")]
    public void Nothing_written_leaves_every_default(string? yaml)
    {
        var result = Reading.Of(yaml);

        Assert.Empty(result.Errors);
        Assert.Empty(result.Settings);
        Assert.Equal(new PlimsollOptions().Urls, result.Options!.Urls);
        Assert.Equal(new IngestOptions(), result.Options.Ingest);
    }

    [Fact]
    public void Every_error_is_reported_in_the_order_of_the_file()
    {
        var result = Reading.Of("""
            urls: [ftp://x, http://127.0.0.1]
            ingest:
              max_body_bytes: 12 parsecs
              dedup_window: 30
            components:
              chat: { price: { gpu_hour: free }, reserved_gpus: -1 }
            """);

        Assert.Null(result.Options);
        Assert.Equal(
            [
                (1, 8, "urls[0]", "'ftp://x' is not http://host:port or https://host:port"),
                (1, 17, "urls[1]", "'http://127.0.0.1' is not http://host:port or https://host:port"),
                (3, 19, "ingest.max_body_bytes", "'12 parsecs' is not a size; write bytes, or a whole number and KiB, MiB, GiB or TiB, such as 64MiB"),
                (4, 17, "ingest.dedup_window", "'30' is not a duration; write a number and ms, s, m, h or d, such as 30s or 24h"),
                (6, 30, "components.chat.price.gpu_hour", "'free' is not a price in dollars from 0 to 1000000, such as 2.50"),
                (6, 53, "components.chat.reserved_gpus", "'-1' is not a whole number from 0 to 100000"),
            ],
            result.Errors.Select(e => (e.Line, e.Column, e.Path, e.Message)));
    }

    [Fact]
    public void What_was_set_is_listed_without_the_defaults_and_without_secrets()
    {
        var result = Reading.Of(
            "data_directory: /d\napi_keys: [{ name: a, sha256: " + new string('a', 64) + ", scopes: [read] }]\n",
            ("PLIMSOLL__CHECKPOINTS__INTERVAL", "5s"));

        Assert.Equal(
            [
                new("data_directory", "/d", null),
                new("checkpoints.interval", "5s", "PLIMSOLL__CHECKPOINTS__INTERVAL"),
                new("api_keys[0].name", "a", null),
                new("api_keys[0].scopes[0]", "read", null),
                new("api_keys[0].sha256", "(hidden)", null),
            ],
            result.Settings);
    }
}
