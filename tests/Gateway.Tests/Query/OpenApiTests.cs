namespace Plimsoll.Gateway.Tests.Query;

public sealed class OpenApiTests
{
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
}
