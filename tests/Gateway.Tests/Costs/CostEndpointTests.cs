using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Plimsoll.Components;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Tests.WebConsole;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Costs;

public sealed class CostEndpointTests
{
    private static readonly PlimsollOptions s_options = new()
    {
        Components = new Dictionary<string, ComponentSettings>
        {
            ["chat"] = new() { Price = new(InputPerMillionTokens: 1000, OutputPerMillionTokens: 2000) },
        },
    };

    [Fact]
    public async Task Cost_is_answered_by_component_version_and_tenant_and_as_a_table()
    {
        await using var host = await ConsoleHost.StartAsync(null, s_options);
        using var client = new HttpClient { BaseAddress = host.Url };
        await SendAsync(client, "chat", "acme", 3);
        await SendAsync(client, "chat", "=zenith", 1);
        await SendAsync(client, "free", "acme", 1);

        await Eventually.TrueAsync(
            async () => (await ComponentsAsync(client)).Select(c => c.GetProperty("requests").GetInt64()).SequenceEqual([4, 1]), "the cost of all requests");
        var all = await ComponentsAsync(client);
        var chat = all[0];
        Assert.Equal(("chat", 4 * 0.02), (chat.GetProperty("component").GetString(), Math.Round(chat.GetProperty("cost").GetProperty("total").GetDouble(), 9)));
        Assert.Equal([("acme", 0.06), ("=zenith", 0.02)], chat.GetProperty("tenants").EnumerateArray().Select(t => (t.GetProperty("name").GetString(), Math.Round(t.GetProperty("total").GetDouble(), 9))));
        Assert.False(all[1].GetProperty("priced").GetBoolean());
        var csv = await client.GetStringAsync(new Uri("/api/v1/cost?format=csv&component=chat", UriKind.Relative));
        Assert.Equal(4, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("chat,tenant,'=zenith,1,10,5,", csv, StringComparison.Ordinal);
        var page = await client.GetStringAsync(new Uri("/cost", UriKind.Relative));
        Assert.Contains("$0.08", page, StringComparison.Ordinal);
        Assert.Contains("1 without a price is not shown", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?from=yesterday", "Parameter 'from' is 'yesterday'")]
    [InlineData("?from=2026-02-01&to=2026-01-01", "it must not be after to (2026-01-01)")]
    [InlineData("?from=2024-01-01&to=2026-01-01", "it may be at most 400 days before to")]
    [InlineData("?format=xml", "it may be json or csv")]
    public async Task A_wrong_question_is_told_what_it_may_be(string query, string detail)
    {
        await using var host = await ConsoleHost.StartAsync(null, s_options);
        using var client = new HttpClient { BaseAddress = host.Url };

        using var response = await client.GetAsync(new Uri("/api/v1/cost" + query, UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(detail, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static async Task SendAsync(HttpClient client, string component, string tenant, int requests)
    {
        var now = TimeProvider.System.GetUtcNow();
        var rows = Enumerable.Range(0, requests).Select(_ => new { component, tenant, timestamp = now, input_tokens = 10, output_tokens = 5 });
        using var response = await client.PostAsJsonAsync(new Uri("/api/v1/records", UriKind.Relative), rows);
        response.EnsureSuccessStatusCode();
    }

    private static async Task<IReadOnlyList<JsonElement>> ComponentsAsync(HttpClient client) =>
        [.. (await client.GetFromJsonAsync<JsonElement>(new Uri("/api/v1/cost", UriKind.Relative))).GetProperty("components").EnumerateArray()];
}
