using System.Text.Json;
using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Tests.Query;

public sealed class SeriesEndpointsTests
{
    [Fact]
    public async Task Series_has_a_point_per_step_and_null_where_nothing_was_measured()
    {
        await using var host = await QueryHost.StartAsync(Canned.Busy());
        var (status, _, json) = await host.GetAsync("/api/v1/components/chat/series?metric=ttft_ms.p95&from=-15m&step=5m");
        Assert.Equal(200, status);
        Assert.Equal(("chat", "ttft_ms.p95", 300d), (json.GetProperty("component").GetString(), json.GetProperty("metric").GetString(), json.GetProperty("step_seconds").GetDouble()));
        var points = json.GetProperty("points");
        Assert.Equal(QueryHost.Now.AddMinutes(-15), points[0].GetProperty("at").GetDateTimeOffset());
        Assert.Equal(1.5, points[0].GetProperty("value").GetDouble());
        Assert.Equal(JsonValueKind.Null, points[1].GetProperty("value").ValueKind);
    }

    [Theory]
    [InlineData("", -60, 1)]
    [InlineData("&from=-6h", -360, 1)]
    [InlineData("&from=-2d", -2880, 60)]
    [InlineData("&from=now-30m&step=5m", -30, 5)]
    [InlineData("&from=2026-11-20T13:00:30%2B02:00", -60, 1)]
    [InlineData("&from=1795172430000&to=now", -60, 1)]
    public async Task Time_and_step_may_be_written_in_several_ways(string query, int fromMinutes, int stepMinutes)
    {
        var chat = Canned.Busy();
        await using var host = await QueryHost.StartAsync(chat);
        var (status, _, _) = await host.GetAsync($"/api/v1/components/chat/series?metric=requests{query}");
        Assert.Equal(200, status);
        var asked = chat.Asked!;
        Assert.Equal(["requests"], asked.Metrics);
        Assert.Equal((QueryHost.Now.AddMinutes(fromMinutes), QueryHost.Now, TimeSpan.FromMinutes(stepMinutes)), (asked.From, asked.To, asked.Step));
    }

    [Theory]
    [InlineData("", "metric", "ttft_ms.p95")]
    [InlineData("metric=ttft", "metric", "'ttft'")]
    [InlineData("metric=requests&step=7s", "step", "'7s'")]
    [InlineData("metric=requests&step=0m", "step", "5m")]
    [InlineData("metric=requests&from=yesterday", "from", "RFC 3339")]
    [InlineData("metric=requests&from=1795172430", "from", "milliseconds")]
    [InlineData("metric=requests&to=2199-01-01T00:00:00Z", "to", "'2199")]
    [InlineData("metric=requests&from=-1h&to=-2h", "from", "before to")]
    [InlineData("metric=requests&from=-300d&step=1m", "step", "200,000 points")]
    public async Task Wrong_parameter_is_named_with_its_value_and_what_it_may_be(string query, string parameter, string says)
    {
        await using var host = await QueryHost.StartAsync(Canned.Busy());
        var (status, type, json) = await host.GetAsync($"/api/v1/components/chat/series?{query}");
        Assert.Equal((400, "application/problem+json"), (status, type));
        Assert.Equal(parameter, json.GetProperty("parameter").GetString());
        Assert.Contains(says, json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_is_not_exact_is_refused_with_the_components_reason()
    {
        var chat = new FakeComponent { View = Canned.Busy().View, Series = q => new SeriesSet(q.Step, [], "step may be 1h there") };
        await using var host = await QueryHost.StartAsync(chat);
        var (status, _, json) = await host.GetAsync("/api/v1/components/chat/series?metric=requests&from=-3d&step=1m");
        Assert.Equal(400, status);
        Assert.Equal("step may be 1h there", json.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Several_components_and_metrics_come_in_one_answer_in_the_order_asked()
    {
        await using var host = await QueryHost.StartAsync(Canned.Busy("a"), Canned.Busy("b/c"));
        var (status, _, json) = await host.GetAsync("/api/v1/series?component=b%2Fc&component=a&metric=requests&metric=errors&from=-5m");
        Assert.Equal(200, status);
        var series = json.GetProperty("series").EnumerateArray().Select(s => (s.GetProperty("component").GetString(), s.GetProperty("metric").GetString()));
        Assert.Equal([("b/c", "requests"), ("b/c", "errors"), ("a", "requests"), ("a", "errors")], series);
        Assert.Equal(QueryHost.Now.AddMinutes(-5), json.GetProperty("from").GetDateTimeOffset());
    }

    [Fact]
    public async Task Names_may_stand_in_one_parameter_and_a_name_with_a_comma_stands_alone()
    {
        await using var host = await QueryHost.StartAsync(Canned.Busy("a"), Canned.Busy("b,c"), Canned.Busy("d"));
        var (status, _, json) = await host.GetAsync("/api/v1/series?component=d,a&component=b,c&metric=requests,errors");
        Assert.Equal(200, status);
        var series = json.GetProperty("series").EnumerateArray().Select(s => s.GetProperty("component").GetString() + " " + s.GetProperty("metric").GetString());
        Assert.Equal(["d requests", "d errors", "a requests", "a errors", "b,c requests", "b,c errors"], series);
    }

    [Fact]
    public async Task All_components_answer_when_none_is_named()
    {
        await using var host = await QueryHost.StartAsync(Canned.Busy("a"), Canned.Busy("b"));
        var (status, _, json) = await host.GetAsync("/api/v1/series?metric=ttft_ms.p50,ttft_ms.p95,ttft_ms.p99");
        Assert.Equal(200, status);
        Assert.Equal(6, json.GetProperty("series").GetArrayLength());
    }

    [Fact]
    public async Task Several_series_know_their_bounds()
    {
        await using var host = await QueryHost.StartAsync(Canned.Busy("a"));
        var many = string.Concat(Enumerable.Repeat("&component=a", 201));
        var (tooMany, _, problem) = await host.GetAsync($"/api/v1/series?metric=requests{many}");
        Assert.Equal(400, tooMany);
        Assert.Contains("201 values", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        var (unknown, _, _) = await host.GetAsync("/api/v1/series?metric=requests&component=zz");
        Assert.Equal(404, unknown);
    }
}
