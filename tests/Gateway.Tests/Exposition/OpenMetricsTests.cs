using Plimsoll.Components.Views;
using Plimsoll.Gateway.Exposition;
using Plimsoll.Gateway.Tests.Query;

namespace Plimsoll.Gateway.Tests.Exposition;

/// <summary>What the gateway exposes, read to the letter of OpenMetrics 1.0.</summary>
public sealed class OpenMetricsTests
{
    private const string Histogram = "# TYPE h histogram\nh_bucket{le=\"1.0\"} 1\nh_bucket{le=\"+Inf\"} 2\nh_sum 3\nh_count 2\n";

    [Fact]
    public async Task Every_family_of_a_gateway_with_data_of_every_kind_keeps_the_rules()
    {
        var odd = Busy("odd \"name\"\\\n{}, # é");
        var families = OpenMetricsReader.Read(await ScrapeAsync(Busy("chat"), odd, new FakeComponent { View = Canned.Empty("new").View }));

        foreach (var (family, _) in ComponentFamilies.Scalars)
            Assert.Contains(families, f => f.Name == family.Name);
        Assert.Contains(families, f => f.Name.StartsWith("plimsoll_gateway_", StringComparison.Ordinal));
        Assert.Contains(families.Single(f => f.Name == "plimsoll_requests").Samples, s => s.Label("component") == odd.Metrics!.Component);
    }

    [Fact]
    public async Task An_exemplar_stands_at_the_bucket_that_holds_it()
    {
        var families = OpenMetricsReader.Read(await ScrapeAsync(Busy("chat")));

        var exemplars = families.Single(f => f.Name == "plimsoll_ttft_seconds").Samples.Where(s => s.Exemplar is not null).ToList();
        Assert.Equal(["0.5", "+Inf"], exemplars.Select(s => s.Label("le")));
        Assert.Equal([("trace_id", "0af7651916cd43dd8448eb211c80319c")], exemplars[0].Exemplar!.Labels);
        Assert.Equal((0.4, 1795176001.25), (exemplars[0].Exemplar!.Value, exemplars[0].Exemplar!.Timestamp));
    }

    [Theory]
    [InlineData(Histogram)]
    [InlineData("# HELP c x\n# TYPE c counter\nc_total{a=\"\\\"\\\\\\n\"} 1e+3 # {t=\"1\"} 2 3.5\n")]
    [InlineData("# TYPE g_seconds gauge\n# UNIT g_seconds seconds\ng_seconds -Inf\ng_seconds{a=\"1\"} NaN\n")]
    public void Reader_takes_what_is_right(string text) => Assert.NotEmpty(OpenMetricsReader.Read(text + "# EOF\n"));

    [Theory]
    [InlineData("# TYPE g gauge\ng 1\n", "does not end")]
    [InlineData("# TYPE g gauge\ng 1\n# TYPE f gauge\nf 1\n# TYPE g gauge\n# EOF\n", "interleaved")]
    [InlineData("# TYPE g gauge\ng 1\n# HELP g late\n# EOF\n", "after samples")]
    [InlineData("# TYPE c counter\nc 1\n# EOF\n", "suffix")]
    [InlineData("# TYPE c counter\nc_total -1\n# EOF\n", "negative")]
    [InlineData("# TYPE g gauge\n# UNIT g seconds\ng 1\n# EOF\n", "unit")]
    [InlineData("# TYPE g gauge\ng{a=\"1\"} 1\ng{a=\"1\"} 2\n# EOF\n", "twice")]
    [InlineData("# TYPE g gauge\ng{a=\"1\",a=\"2\"} 1\n# EOF\n", "twice")]
    [InlineData("# TYPE g gauge\ng{a=\"1\",} 1\n# EOF\n", "Not a sample")]
    [InlineData("# TYPE g gauge\ng{a=\"\\t\"} 1\n# EOF\n", "Not a sample")]
    [InlineData("# TYPE g gauge\ng  1\n# EOF\n", "Not a sample")]
    [InlineData("# TYPE g gauge\n\n# EOF\n", "Not a sample")]
    [InlineData("# TYPE g gauge\n# comment\n# EOF\n", "Neither")]
    [InlineData("# TYPE g gauge\ng 1 # {t=\"1\"} 2\n# EOF\n", "neither a bucket")]
    [InlineData("# TYPE h histogram\nh_bucket{le=\"1.0\"} 2\nh_sum 3\nh_count 2\n# EOF\n", "+Inf")]
    [InlineData("# TYPE h histogram\nh_bucket{le=\"1.0\"} 3\nh_bucket{le=\"+Inf\"} 2\nh_sum 3\nh_count 2\n# EOF\n", "do not rise")]
    [InlineData("# TYPE h histogram\nh_bucket{le=\"+Inf\"} 2\nh_sum 3\nh_count 3\n# EOF\n", "not that of the last")]
    [InlineData("# TYPE h histogram\nh_bucket{le=\"1.0\"} 2 # {t=\"1\"} 1.5\nh_bucket{le=\"+Inf\"} 2\nh_sum 3\nh_count 2\n# EOF\n", "above its bucket")]
    [InlineData("# TYPE h histogram\nh_bucket{le=\"1.0\"} 2\nh_bucket{le=\"+Inf\"} 2 # {t=\"1\"} 0.5\nh_sum 3\nh_count 2\n# EOF\n", "below its bucket")]
    [InlineData("# TYPE h histogram\nh_bucket{le=\"+Inf\"} 2\nh_bucket{a=\"1\",le=\"+Inf\"} 2\nh_sum 3\nh_count 2\n# EOF\n", "stand together")]
    [InlineData("# TYPE a histogram\n# TYPE a_sum gauge\na_sum 1\n# EOF\n", "family too")]
    public void Reader_takes_nothing_else(string text, string why) =>
        Assert.Contains(why, Assert.Throws<FormatException>(() => OpenMetricsReader.Read(text)).Message, StringComparison.Ordinal);

    private static async Task<string> ScrapeAsync(params FakeComponent[] components)
    {
        await using var host = await QueryHost.StartAsync(components);
        // Leaves measurements of the gateway's own.
        await host.Client.GetAsync(new Uri("/api/v1/components", UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.TryAddWithoutValidation("Accept", "application/openmetrics-text; version=1.0.0");
        using var response = await host.Client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private static FakeComponent Busy(string name)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1795176001250);
        var metrics = MetricsEndpointTests.Component(name).Metrics!;
        return new FakeComponent
        {
            View = Canned.Busy(name).View with { Summary = Canned.Busy(name).View.Summary with { Component = name } },
            Metrics = metrics with
            {
                Exemplars = metrics.Histograms.Keys.ToDictionary(k => k, IReadOnlyList<ExemplarView> (_) =>
                [
                    new("00000000000000000000000000000001", 0.36, at.AddSeconds(-1)),
                    new("0af7651916cd43dd8448eb211c80319c", 0.4, at),
                    new("00000000000000000000000000000002", 1e9, at),
                ]),
            },
        };
    }
}
