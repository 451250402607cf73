using System.Text.Json;
using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Tests.Query;

public sealed class ComponentEndpointsTests
{
    [Fact]
    public async Task List_holds_a_row_per_component()
    {
        await using var host = await QueryHost.StartAsync(Canned.Busy(), Canned.Empty());
        var (status, type, json) = await host.GetAsync("/api/v1/components");
        Assert.Equal((200, "application/json"), (status, type));
        var rows = json.GetProperty("components").EnumerateArray().ToList();
        Assert.Equal(["chat", "new"], rows.Select(r => r.GetProperty("component").GetString()));
        Assert.Equal("active", rows[0].GetProperty("state").GetString());
        Assert.Equal(300, rows[0].GetProperty("ttft_p95_ms").GetDouble());
    }

    [Fact]
    public async Task Detail_is_flat_and_in_snake_case()
    {
        await using var host = await QueryHost.StartAsync(Canned.Busy());
        var (_, _, json) = await host.GetAsync("/api/v1/components/chat");
        Assert.Equal(
            (120, 30, 1000, 2000),
            (json.GetProperty("requests").GetInt64(), json.GetProperty("errors").GetInt64(),
             json.GetProperty("input_tokens").GetInt64(), json.GetProperty("output_tokens").GetInt64()));
        var input = json.GetProperty("quantiles").GetProperty("input_tokens");
        Assert.Equal((7, 25, 40), (input.GetProperty("p50").GetDouble(), input.GetProperty("p95").GetDouble(), input.GetProperty("p99").GetDouble()));
        Assert.Equal(30, json.GetProperty("errors_by_type").GetProperty("timeout").GetInt64());
        Assert.Equal(40_000, json.GetProperty("gpu").GetProperty("gpus")[0].GetProperty("memory_used_mib").GetDouble());
        Assert.Equal(150, json.GetProperty("cost").GetProperty("total_24h").GetDouble());
        Assert.Equal(40, json.GetProperty("usage").GetProperty("distinct_users_24h").GetInt64());
        Assert.Equal(0.8, json.GetProperty("feedback").GetProperty("task_success_ratio").GetDouble());
        Assert.Equal("a", json.GetProperty("breakdowns").GetProperty("variant")[0].GetProperty("value").GetString());
        Assert.True(json.GetProperty("sources")[0].GetProperty("counts").GetBoolean());
        Assert.Equal(6, json.GetProperty("data_quality").GetProperty("overflowed_values").GetInt64());
        Assert.Equal(0.6, json.GetProperty("engine").GetProperty("kv_cache_usage_ratio").GetDouble());
    }

    [Fact]
    public async Task Every_member_of_a_view_has_a_place_in_the_answer()
    {
        await using var host = await QueryHost.StartAsync(Canned.Busy());
        var (_, _, json) = await host.GetAsync("/api/v1/components/chat");
        var expected = typeof(ComponentView).GetProperties().Concat(typeof(ComponentSummary).GetProperties())
            .Select(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name)).Where(n => n != "summary").Distinct().Order();
        Assert.Equal(expected, json.EnumerateObject().Select(p => p.Name).Order());
        Assert.DoesNotContain(json.EnumerateObject(), p => p.Value.ValueKind == JsonValueKind.Null);
        Assert.Equal("""[{"since":"2026-11-20T11:00:30+00:00","from":"silent","to":"active","reason":"requests_resumed"}]""", json.GetProperty("state_changes").GetRawText());
    }

    [Fact]
    public async Task What_was_not_measured_is_null_and_not_left_out()
    {
        await using var host = await QueryHost.StartAsync(Canned.Empty());
        var (_, _, json) = await host.GetAsync("/api/v1/components/new");
        foreach (var name in new[] { "gpu", "cost", "engine", "token_weighted_latency_ms", "endpoint", "ttft_p95_ms", "last_seen" })
            Assert.Equal(JsonValueKind.Null, json.GetProperty(name).ValueKind);
    }

    [Theory]
    [InlineData("Qwen/Qwen2.5-7B")]
    [InlineData("a%2Fb")]
    [InlineData("ü ñ?#&+%")]
    [InlineData("a/series")]
    public async Task Odd_names_are_found_when_escaped(string name)
    {
        await using var host = await QueryHost.StartAsync(Canned.Busy(name), Canned.Busy("a"), Canned.Busy("a/b"));
        var (status, _, json) = await host.GetAsync($"/api/v1/components/{Uri.EscapeDataString(name)}");
        Assert.Equal(200, status);
        Assert.Equal(name, json.GetProperty("component").GetString());
        var (_, _, series) = await host.GetAsync($"/api/v1/components/{Uri.EscapeDataString(name)}/series?metric=requests");
        Assert.Equal(name, series.GetProperty("component").GetString());
    }

    [Fact]
    public async Task Unknown_component_is_named_with_those_that_exist()
    {
        await using var host = await QueryHost.StartAsync(Canned.Busy(), Canned.Empty());
        var (status, type, json) = await host.GetAsync("/api/v1/components/chatt");
        Assert.Equal((404, "application/problem+json"), (status, type));
        Assert.Equal("chatt", json.GetProperty("component").GetString());
        Assert.Contains("'chatt'", json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("chat, new", json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_fleet_says_where_to_send_records()
    {
        await using var host = await QueryHost.StartAsync();
        var (status, _, json) = await host.GetAsync("/api/v1/components/chat/series?metric=requests");
        Assert.Equal(404, status);
        Assert.Contains("/api/v1/records", json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
