using System.Text;
using System.Text.Json;
using Plimsoll.Gateway.Query.OpenApi;
using Plimsoll.Gateway.Tests.Hosting;

namespace Plimsoll.Gateway.Tests.Query;

public sealed class OpenApiTests
{
    public static TheoryData<string> Bodies => [.. RequestBodies.All.Select(b => b.Name)];

    [Fact]
    public async Task Document_describes_the_endpoints_and_their_answers()
    {
        await using var host = await QueryHost.StartAsync();
        var (status, _, json) = await host.GetAsync("/openapi/v1.json");
        Assert.Equal(200, status);
        var paths = json.GetProperty("paths");
        foreach (var path in new[] { "/api/v1/components", "/api/v1/components/{id}", "/api/v1/components/{id}/series", "/api/v1/series", "/api/v1/fleet" })
            Assert.True(paths.GetProperty(path).GetProperty("get").GetProperty("responses").TryGetProperty("200", out _), path);
        var detail = json.GetProperty("components").GetProperty("schemas").GetProperty("ComponentDetail").GetProperty("properties");
        Assert.True(detail.TryGetProperty("input_tokens", out var tokens));
        Assert.Equal("integer", tokens.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Document_describes_the_ways_in()
    {
        await using var host = await QueryHost.StartAsync();
        var (_, _, json) = await host.GetAsync("/openapi/v1.json");
        var paths = json.GetProperty("paths");
        Assert.True(paths.TryGetProperty("/v1/traces", out _));
        var records = paths.GetProperty("/api/v1/records").GetProperty("post");
        var schema = records.GetProperty("requestBody").GetProperty("content").GetProperty("application/x-ndjson").GetProperty("schema");
        Assert.Equal(["component", "timestamp"], schema.GetProperty("required").EnumerateArray().Select(r => r.GetString()));
        Assert.Equal("number", schema.GetProperty("properties").GetProperty("ttft_ms").GetProperty("type").GetString());
        Assert.True(records.GetProperty("responses").TryGetProperty("503", out _));
    }

    [Theory, MemberData(nameof(Bodies))]
    public async Task Every_described_field_is_taken(string name)
    {
        await using var host = await GatewayHost.StartAsync();
        var row = RequestBodies.All.Single(b => b.Name == name).Example().ToJsonString();
        using var body = new StringContent(row, Encoding.UTF8, "application/json");
        using var answer = await host.Client.PostAsync(new Uri($"/api/v1/{name}", UriKind.Relative), body);
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.True(json.GetProperty("accepted").GetInt32() == 1, json.ToString());
        Assert.False(json.TryGetProperty("ignored_fields", out var ignored) && ignored.EnumerateObject().Any(), json.ToString());
    }
}
