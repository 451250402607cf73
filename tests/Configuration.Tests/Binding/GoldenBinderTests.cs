namespace Plimsoll.Configuration.Tests.Binding;

public class GoldenBinderTests
{
    private const string Judges = "judges: { sonnet: { kind: openai, model: m, base_url: 'http://127.0.0.1:1/v1' }, plain: { kind: heuristic } }\n";

    [Fact]
    public void A_set_names_component_file_and_endpoint_and_the_rest_has_defaults()
    {
        var set = Assert.Single(Reading.Valid("golden: { faq: { component: chat, file: faq.jsonl, endpoint: 'http://127.0.0.1:8000/v1', model: m } }\n").Golden);

        Assert.Equal(("faq", "chat", "faq.jsonl", "http://127.0.0.1:8000/v1", "m"), (set.Name, set.Component, set.File, set.Endpoint!.ToString(), set.Model));
        Assert.Equal((TimeSpan.FromDays(1), TimeSpan.Zero, 4, 0.02), (set.Every, set.At, set.Concurrency, set.MaxDrop));
        Assert.Null(set.Judge);
    }

    [Fact]
    public void Everything_of_a_set_is_read_and_the_key_shows_itself_to_nobody()
    {
        var sets = Reading.Valid(
            Judges + """
            golden:
              faq: { component: chat, file: faq.jsonl, endpoint: 'https://llm.example/v1', model: m, key_env: LLM_KEY, judge: sonnet, every: 6h, at: '03:30', concurrency: 2, max_drop: 0.1 }
              aws: { component: chat, file: faq.jsonl, sagemaker: e, inference_component: ic, region: eu-central-1, profile: p }

            """, ("LLM_KEY", "hush")).Golden;

        Assert.Equal((TimeSpan.FromHours(6), new TimeSpan(3, 30, 0), 2, 0.1, "sonnet"), (sets[0].Every, sets[0].At, sets[0].Concurrency, sets[0].MaxDrop, sets[0].Judge!.Name));
        Assert.Equal("hush", sets[0].Key!.Reveal());
        Assert.DoesNotContain("hush", sets[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(("e", "ic", "eu-central-1", "p"), (sets[1].SageMaker, sets[1].InferenceComponent, sets[1].Region, sets[1].Profile));
    }

    [Theory]
    [InlineData("{ component: c, file: f, sagemaker: e, endpoint: 'http://h/v1', model: m }", "golden.a.endpoint: give either endpoint with model, or sagemaker")]
    [InlineData("{ component: c, file: f, endpoint: 'http://h/v1' }", "golden.a.model: is missing; the endpoint is asked for one")]
    [InlineData("{ file: f, sagemaker: e }", "golden.a.component: is missing")]
    [InlineData("{ component: c, sagemaker: e }", "golden.a.file: is missing")]
    [InlineData("{ component: c, file: f, sagemaker: e, key_env: K }", "golden.a.key_env: is for endpoint")]
    [InlineData("{ component: c, file: f, endpoint: 'http://h/v1', model: m, region: eu-central-1 }", "golden.a.region: is for sagemaker")]
    [InlineData("{ component: c, file: f, sagemaker: e, every: 1m }", "golden.a.every: '1m' is out of range; it may be 10m to 7d")]
    [InlineData("{ component: c, file: f, sagemaker: e, at: 3am }", "golden.a.at: '3am' is no time of the day such as 03:30")]
    [InlineData("{ component: c, file: f, sagemaker: e, judge: gone }", "golden.a.judge: 'gone' is none of the judges; there are: sonnet, plain")]
    [InlineData("{ component: c, file: f, sagemaker: e, judge: plain }", "golden.a.judge: 'plain' is a heuristic and cannot compare an answer with a reference")]
    public void A_broken_set_is_reported(string set, string error) =>
        Assert.EndsWith(error, Reading.Error(Judges + $"golden: {{ a: {set} }}\n", ("K", "hush")), StringComparison.Ordinal);

    [Fact]
    public void A_component_may_have_eight_sets()
    {
        var sets = string.Concat(Enumerable.Range(0, 9).Select(i => $"  s{i}: {{ component: c, file: f, sagemaker: e }}\n"));

        Assert.EndsWith("golden.s8.component: 'c' has 8 sets already, the most that there may be of one component", Reading.Error("golden:\n" + sets), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-21T02:59:59Z", "2026-11-20T21:00:00Z")]
    [InlineData("2026-11-21T03:00:00Z", "2026-11-21T03:00:00Z")]
    [InlineData("2026-11-21T23:59:00Z", "2026-11-21T21:00:00Z")]
    public void Slots_lie_on_the_time_of_day_that_is_asked_for(string now, string slot)
    {
        var set = new GoldenOptions("a", "c", "f") { Every = TimeSpan.FromHours(6), At = TimeSpan.FromHours(3) };

        Assert.Equal(DateTimeOffset.Parse(slot, System.Globalization.CultureInfo.InvariantCulture), set.Slot(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));
    }
}
