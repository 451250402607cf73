using System.Text;
using Plimsoll.Configuration.Scraping;
using Plimsoll.Gateway.Ingest.RemoteWrite;
using Plimsoll.Gateway.Scraping;
using Plimsoll.Gateway.Scraping.Exposition;
using Plimsoll.Support;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Scraping.Exposition;

public class TextExpositionTests
{
    private const string Engine = """
        # HELP vllm:num_requests_running Requests that run.
        # TYPE vllm:num_requests_running gauge
        vllm:num_requests_running{model_name="chat"} 3
        vllm:num_requests_waiting {model_name = "chat" , } 1.0 1700000000000
        vllm:prompt_tokens_total{model_name="chat"} 1e3
        vllm:time_to_first_token_seconds_bucket{model_name="chat",le="0.1"} 2
        vllm:time_to_first_token_seconds_bucket{model_name="chat",le="+Inf"} 5
        vllm:time_to_first_token_seconds_sum{model_name="chat"} 4.5
        vllm:time_to_first_token_seconds_count{model_name="chat"} 5
        python_info{version="3 \"x\" \\ \n"} NaN

        """;

    private readonly Scraped _scraped = new();

    [Fact]
    public async Task Series_become_the_rows_that_a_server_would_have_written()
    {
        var outcome = await _scraped.ReadAsync(Engine);

        Assert.Equal(new ScrapeOutcome(8, 7, 0, null), outcome);
        var engine = Assert.Single(_scraped.Pipeline.Engines);
        Assert.Equal(("chat", "10.0.0.1:8000", 3L, 1L, TelemetrySource.Scrape), (engine.Component, engine.Copy, engine.RequestsRunning, engine.RequestsWaiting, engine.Source));
        Assert.Contains(_scraped.Pipeline.Aggregates, a => a is { Target: AggregateTarget.InputTokens, Value: 1000, Cumulative: true, StartMs: null });
        var ttft = Assert.Single(_scraped.Pipeline.Aggregates, a => a.Target == AggregateTarget.Distribution).Distribution!;
        Assert.Equal([0.1], ttft.Bounds);
        Assert.Equal([2, 3], ttft.Counts);
        Assert.Equal(4.5, ttft.Sum);
        Assert.Equal(1, _scraped[SampleFate.UnknownName]);
    }

    [Fact]
    public async Task A_series_stays_the_same_from_scrape_to_scrape()
    {
        await _scraped.ReadAsync(Engine);
        await _scraped.ReadAsync(Engine);

        Assert.Equal(4, _scraped.Pipeline.Aggregates.Count);
        Assert.Equal(2, _scraped.Pipeline.Aggregates.Select(a => a.Series).Distinct().Count());
    }

    [Fact]
    public async Task A_series_own_label_goes_before_the_targets_and_a_renamed_one_counts_by_its_new_name()
    {
        var job = new ScrapeJob { Name = "j", Rename = new Dictionary<string, string> { ["deployment"] = "inference_component" } };
        var target = new ScrapeTarget(job, "a:1", new Dictionary<string, string> { ["model_name"] = "other", ["pod"] = "p" });

        await _scraped.ReadAsync("vllm:num_requests_running{deployment=\"chat\",pod=\"q\"} 1\nvllm:num_requests_running 2\n", target: target);

        Assert.Equal([("chat", "q"), ("other", "p")], _scraped.Pipeline.Engines.Select(e => (e.Component, e.Copy!)));
    }

    [Fact]
    public async Task Open_metrics_are_read_with_their_exemplars_and_only_whole()
    {
        const string Body = "vllm:prompt_tokens_total{model_name=\"m\"} 5 1700000000.5 # {trace_id=\"a\"} 1 1700000000.1\n";

        Assert.Null((await _scraped.ReadAsync(Body + "# EOF\n", Scraped.OpenMetrics)).Problem);
        Assert.Equal("cut_short", (await _scraped.ReadAsync(Body, Scraped.OpenMetrics)).Problem?.Reason);
        Assert.Equal("malformed", (await _scraped.ReadAsync("# EOF\n" + Body, Scraped.OpenMetrics)).Problem?.Reason);
        Assert.Single(_scraped.Pipeline.Aggregates);
    }

    [Theory]
    [InlineData("<html>\n", "line 1: no name of a metric begins it")]
    [InlineData("a 1\nb\n", "line 2: the value is no number")]
    [InlineData("a{b=\"c\" 1\n", "line 1: neither , nor } follows a label")]
    [InlineData("a{b=c} 1\n", "line 1: a label's value is in no quotes")]
    [InlineData("a{b=\"c\\\"} 1\n", "line 1: a label's value is in no quotes")]
    [InlineData("a{=\"c\"} 1\n", "line 1: a label has no name")]
    [InlineData("a{b=\"c\"\n", "line 1: neither , nor } follows a label")]
    [InlineData("a 1 x\n", "line 1: the timestamp is no number")]
    [InlineData("a 1 2 3\n", "line 1: something follows the value and the timestamp")]
    [InlineData("9a 1\n", "line 1: no name of a metric begins it")]
    public async Task What_is_malformed_counts_nothing_and_says_where(string body, string detail)
    {
        var outcome = await _scraped.ReadAsync(body);

        Assert.Equal(("malformed", detail), (outcome.Problem?.Reason, outcome.Problem?.Detail));
        Assert.Empty(_scraped.Pipeline.Aggregates);
    }

    [Fact]
    public async Task Ten_thousand_labels_of_one_series_and_long_ones_leave_only_that_series_out()
    {
        var labels = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"l{i}=\"v\""));
        var body = $"vllm:prompt_tokens_total{{model_name=\"m\",{labels}}} 5\n"
            + $"vllm:prompt_tokens_total{{model_name=\"{new string('x', ScrapedSeries.MaxLabelBytes)}\"}} 5\n"
            + "vllm:generation_tokens_total{model_name=\"m\"} 7\n";

        Assert.Null((await _scraped.ReadAsync(body)).Problem);

        Assert.Equal(7, Assert.Single(_scraped.Pipeline.Aggregates).Value);
        Assert.Equal(2, _scraped[SampleFate.TooManyLabels]);
    }

    [Fact]
    public async Task A_target_names_a_bounded_number_of_components_and_those_that_it_named_first_go_on()
    {
        var target = Scraped.Target();
        await _scraped.ReadAsync("vllm:prompt_tokens_total{model_name=\"first\"} 5\n", target: target);
        var flood = string.Concat(Enumerable.Range(0, 300).Select(i => $"vllm:prompt_tokens_total{{model_name=\"m{i}\"}} 5\n"));

        var outcome = await _scraped.ReadAsync(flood + "vllm:prompt_tokens_total{model_name=\"first\"} 7\n", target: target);

        Assert.Null(outcome.Problem);
        Assert.Equal(Scraped.MostComponents, _scraped.Pipeline.Aggregates.Select(a => a.Component).Distinct().Count());
        Assert.Equal(("first", 7), (_scraped.Pipeline.Aggregates[^1].Component, _scraped.Pipeline.Aggregates[^1].Value));
        Assert.Equal(300 - (Scraped.MostComponents - 1), _scraped[SampleFate.TooManyComponents]);
        Assert.Equal(300 - (Scraped.MostComponents - 1), outcome.Excess);
    }

    [Fact]
    public async Task More_samples_than_the_bound_count_nothing_but_those_of_no_interest_are_free()
    {
        var scraped = new Scraped(maxSamples: 100);
        var free = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"other_{i}{{a=\"{i}\"}} 1\n"));
        var few = string.Concat(Enumerable.Range(0, 100).Select(i => $"vllm:num_requests_running{{model_name=\"m{i}\"}} 1\n"));

        Assert.Null((await scraped.ReadAsync(free + few)).Problem);
        Assert.Equal(100, scraped.Pipeline.Engines.Count);

        Assert.Equal("too_many_samples", (await scraped.ReadAsync(few + few[..few.IndexOf('\n', StringComparison.Ordinal)])).Problem?.Reason);
        Assert.Equal(100, scraped.Pipeline.Engines.Count);
    }

    [Fact]
    public async Task Whatever_is_cut_or_changed_is_read_or_refused_and_never_a_fault()
    {
        var random = new Random(7);
        var whole = Encoding.UTF8.GetBytes(Engine);
        for (var i = 0; i < 2_000; i++)
        {
            var body = whole[..random.Next(whole.Length + 1)];
            for (var changes = random.Next(4); changes > 0 && body.Length > 0; changes--)
                body[random.Next(body.Length)] = (byte)random.Next(256);
            await _scraped.ReadAsync(body, i % 2 == 0 ? Scraped.Text : Scraped.OpenMetrics);
        }
        Assert.Equal(0, _scraped.Pipeline.Outstanding);
    }

    [SharedFact("data", "exposition_samples")]
    public async Task Recorded_answers_of_vllm_and_the_dcgm_exporter_are_read_whole()
    {
        foreach (var file in Directory.EnumerateFiles(SharedData.TryPath("data", "exposition_samples")!, "*_metrics.txt"))
        {
            var samples = File.ReadLines(file).Count(l => l.Length > 0 && l[0] != '#');
            var outcome = await _scraped.ReadAsync(await File.ReadAllBytesAsync(file), target: Scraped.Target(("inference_component", "chat")));

            Assert.Equal((null, samples, 0), (outcome.Problem, outcome.Samples, outcome.Rejected));
        }
        Assert.Equal(3, _scraped.Pipeline.Gpus.Count);
        Assert.Single(_scraped.Pipeline.Engines);
        Assert.Contains(_scraped.Pipeline.Aggregates, a => a is { Target: AggregateTarget.Distribution, Measure: Aggregation.Measure.Ttft });
    }
}
