using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Plimsoll.Gateway.Tests.WebConsole;

namespace Plimsoll.Gateway.Tests.Interactions;

public sealed class InteractionEndpointsTests
{
    [Fact]
    public async Task What_was_sent_is_found_by_each_parameter()
    {
        await using var host = await StartAsync();
        Assert.Equal(["r-3", "r 2/ü", "r-1"], await IdsAsync(host, ""));
        Assert.Equal(["r-1"], await IdsAsync(host, "request_id=r-1"));
        Assert.Equal(["r 2/ü", "r-1"], await IdsAsync(host, "session=s-1"));
        Assert.Equal(["r-3"], await IdsAsync(host, "component=other"));
        Assert.Equal(["r 2/ü"], await IdsAsync(host, "failed=true"));
        Assert.Equal(["r-1"], await IdsAsync(host, "flagged=true"));
        Assert.Equal([], await IdsAsync(host, "judged=true"));
        Assert.Equal(["r-3"], await IdsAsync(host, "slow=5s"));
        Assert.Equal([], await IdsAsync(host, "from=-2h&to=-1h"));
        Assert.Equal(["r 2/ü"], await IdsAsync(host, "trace_id=0AF7651916CD43DD8448EB211C80319C"));
    }

    [Fact]
    public async Task Slow_alone_means_above_the_95th_percentile_of_the_component()
    {
        await using var host = await StartAsync();
        var lines = Enumerable.Range(1, 100).Select(n => Line($"q-{n}", "many", n * 10));
        await PostAsync(host, string.Join('\n', lines));
        using var client = new HttpClient { BaseAddress = host.Url };
        await Support.Eventually.TrueAsync(async () => (await GetAsync(client, "/api/v1/components/many")).GetProperty("requests").GetInt32() == 100, "applied");
        var slow = (await IdsAsync(host, "slow=true&component=many")).Order(StringComparer.Ordinal);
        Assert.Equal(["q-100", "q-96", "q-97", "q-98", "q-99"], slow);
    }

    [Fact]
    public async Task One_request_is_answered_whole_whatever_its_id()
    {
        await using var host = await StartAsync();
        using var client = new HttpClient { BaseAddress = host.Url };
        var one = await GetAsync(client, "/api/v1/interactions/r%202%2F%C3%BC");
        var record = one.GetProperty("records")[0];
        Assert.Equal("r 2/ü", record.GetProperty("request_id").GetString());
        Assert.Equal("timeout", record.GetProperty("error_type").GetString());
        Assert.False(one.GetProperty("feedback")[0].GetProperty("thumbs_up").GetBoolean());
        var at = await GetAsync(client, "/api/v1/interactions/at/" + record.GetProperty("position").GetString());
        Assert.Equal("r 2/ü", at.GetProperty("request_id").GetString());
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=501", "limit")]
    [InlineData("?cursor=1.2", "cursor")]
    [InlineData("?slow=soon", "slow")]
    [InlineData("?failed=perhaps", "failed")]
    [InlineData("?trace_id=xyz", "trace_id")]
    [InlineData("?from=yesterday", "from")]
    [InlineData("?session_hash=12", "session_hash")]
    [InlineData("?sesion=S", "sesion")]
    public async Task Bad_parameter_is_named(string query, string parameter)
    {
        await using var host = await ConsoleHost.StartAsync(directory: null);
        using var client = new HttpClient { BaseAddress = host.Url };
        using var response = await client.GetAsync(new Uri("/api/v1/interactions" + query, UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(parameter, problem.GetProperty("parameter").GetString());
    }

    [Fact]
    public async Task Unknown_request_is_a_404_that_says_how_long_the_log_keeps()
    {
        await using var host = await ConsoleHost.StartAsync(directory: null);
        using var client = new HttpClient { BaseAddress = host.Url };
        using var response = await client.GetAsync(new Uri("/api/v1/interactions/nope", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("journal.retention", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<ConsoleHost> StartAsync()
    {
        var host = await ConsoleHost.StartAsync(directory: null);
        await PostAsync(host, Line("r-1", "chat", 100, """,  "session_id":"s-1", "safety_flags":["toxicity"]"""));
        await PostAsync(host, Line("r 2/ü", "chat", 200, """, "session_id":"s-1", "error_type":"timeout", "trace_id":"0af7651916cd43dd8448eb211c80319c" """));
        await PostAsync(host, Line("r-3", "other", 5001));
        await PostAsync(host, $$"""{"component":"chat","timestamp":{{Now}},"request_id":"r 2/ü","thumbs_up":false}""", "/api/v1/feedback");
        return host;
    }

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    private static string Line(string id, string component, int ms, string more = "") => string.Create(CultureInfo.InvariantCulture,
        $$"""{"request_id":"{{id}}","component":"{{component}}","timestamp":{{Now}},"total_latency_ms":{{ms}}{{more}}}""");

    private static async Task PostAsync(ConsoleHost host, string lines, string path = "/api/v1/records")
    {
        using var client = new HttpClient { BaseAddress = host.Url };
        await Support.Eventually.TrueAsync(async () =>
        {
            using var content = new StringContent(lines, Encoding.UTF8, "application/x-ndjson");
            using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content);
            return response.IsSuccessStatusCode;
        }, "accepted");
    }

    private static async Task<JsonElement> GetAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode}");
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    private static async Task<List<string?>> IdsAsync(ConsoleHost host, string query)
    {
        using var client = new HttpClient { BaseAddress = host.Url };
        var answer = await GetAsync(client, "/api/v1/interactions?" + query);
        return [.. answer.GetProperty("interactions").EnumerateArray().Select(i => i.GetProperty("request_id").GetString())];
    }
}
