using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Tests.WebConsole;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Interactions.Texts;

public sealed class TextEndpointsTests
{
    private const string ReadKey = "key of somebody who reads numbers";
    private const string TextKey = "key of somebody who reads texts";
    private const string Secret = "jane.doe@example.com";

    private static readonly PlimsollOptions All = new() { Quality = new QualityOptions { SampleRate = 1 } };

    [Theory]
    [InlineData($$"""{"component":"c","timestamp":NOW,"request_id":"r","prompt":"I am {{Secret}}","response":"Hi \u00fc","context":["10.0.0.1","b"]}""")]
    [InlineData($$"""{"context":["10.0.0.1","b"],"response":"Hi \u00fc","prompt":"I am {{Secret}}","component":"c","timestamp":NOW,"request_id":"r"}""")]
    [InlineData($$"""{"prompt":"overwritten","prompt":"I am {{Secret}}","context":["10.0.0.1","b",7,{"x":1}],"response":"Hi ü","request_id":"r","component":"c","timestamp":NOW}""")]
    public async Task Texts_of_the_sample_are_kept_redacted_whatever_the_order_of_fields(string record)
    {
        await using var host = await ConsoleHost.StartAsync(directory: null, All);
        await PostAsync(host, record);
        await PostAsync(host, """{"component":"c","timestamp":NOW,"request_id":"without","ttft_ms":1}""");

        var text = (await ReadAsync(host, "request_id=r")).GetProperty("texts")[0];

        Assert.Equal("I am [email]", text.GetProperty("prompt").GetString());
        Assert.Equal("Hi ü", text.GetProperty("response").GetString());
        Assert.Equal(["[ip]", "b"], text.GetProperty("context").EnumerateArray().Select(c => c.GetString()));
        using var none = await GetAsync(host, "/api/v1/texts?request_id=without");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        AssertNowhere(host, Secret);
    }

    [Fact]
    public async Task Texts_of_spans_are_found_by_their_trace()
    {
        await using var host = await ConsoleHost.StartAsync(directory: null, All);
        await PostAsync(host, """
            {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331","name":"chat","startTimeUnixNano":"NOW000000","endTimeUnixNano":"NOW000000",
            "attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},{"key":"gen_ai.request.model","value":{"stringValue":"m"}},{"key":"input.value","value":{"stringValue":"Call SECRET"}}]}]}]}]}
            """.Replace("SECRET", Secret, StringComparison.Ordinal), "/v1/traces", "application/json");
        var text = (await ReadAsync(host, "trace_id=0AF7651916CD43DD8448EB211C80319C")).GetProperty("texts")[0];
        Assert.Equal("Call [email]", text.GetProperty("prompt").GetString());
    }

    [Fact]
    public async Task Nothing_is_kept_with_metadata_only()
    {
        await using var host = await ConsoleHost.StartAsync(directory: null, All with { Privacy = new PrivacyOptions { MetadataOnly = true } });
        await PostAsync(host, """{"component":"c","timestamp":NOW,"request_id":"r","prompt":"a rather peculiar sentence"}""");
        using var answer = await GetAsync(host, "/api/v1/texts?request_id=r");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        AssertNowhere(host, "peculiar");
    }

    [Fact]
    public async Task Reading_needs_the_scope_and_is_written_down_before_the_answer()
    {
        await using var host = await ConsoleHost.StartAsync(directory: null, All with { ApiKeys = [Key("numbers", ReadKey, "read", "ingest"), Key("auditor", TextKey, "texts")] });
        await PostAsync(host, """{"component":"c","timestamp":NOW,"request_id":"r","prompt":"Hello"}""", key: ReadKey);
        foreach (var path in new[] { "/api/v1/texts?request_id=r", "/texts?request_id=r" })
        {
            using var refused = await GetAsync(host, path, ReadKey);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
        Assert.False(File.Exists(AuditFile(host)));

        await ReadAsync(host, "request_id=r", TextKey);
        using var page = await GetAsync(host, "/texts?request_id=r", TextKey);
        Assert.Contains("Hello", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var lines = (await File.ReadAllLinesAsync(AuditFile(host))).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(["api", "console"], lines.Select(l => l.GetProperty("via").GetString()).TakeLast(2));
        Assert.All(lines, l => Assert.Equal(("auditor", "r"), (l.GetProperty("client").GetString(), l.GetProperty("request_id").GetString())));
        Assert.DoesNotContain("Hello", await File.ReadAllTextAsync(AuditFile(host)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_is_not_answered_when_its_reading_cannot_be_written_down()
    {
        await using var host = await ConsoleHost.StartAsync(directory: null, All);
        await PostAsync(host, """{"component":"c","timestamp":NOW,"request_id":"r","prompt":"Hello"}""");
        await ReadAsync(host, "request_id=r");
        Directory.Delete(Path.Combine(host.DataDirectory, "audit"), recursive: true);
        await File.WriteAllTextAsync(Path.Combine(host.DataDirectory, "audit"), "a file where the directory should be");
        using var answer = await GetAsync(host, "/api/v1/texts?request_id=r");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.DoesNotContain("Hello", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("request_id=a&trace_id=0af7651916cd43dd8448eb211c80319c")]
    [InlineData("trace_id=xyz")]
    public async Task Either_id_has_to_be_named(string query)
    {
        await using var host = await ConsoleHost.StartAsync(directory: null);
        using var answer = await GetAsync(host, "/api/v1/texts?" + query);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static string AuditFile(ConsoleHost host) => Path.Combine(host.DataDirectory, "audit", "texts.jsonl");

    /// <summary>No file of the gateway holds the text.</summary>
    private static void AssertNowhere(ConsoleHost host, string text)
    {
        foreach (var path in Directory.GetFiles(host.DataDirectory, "*", SearchOption.AllDirectories).Where(p => !p.EndsWith("~lock", StringComparison.Ordinal)))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) < 0, path);
        }
    }

    private static ApiKeyOptions Key(string name, string key, params string[] scopes) =>
        new(name, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))), scopes);

    private static Task PostAsync(ConsoleHost host, string body, string path = "/api/v1/records", string type = "application/x-ndjson", string? key = null) => Eventually.TrueAsync(async () =>
    {
        using var client = Client(host, key);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var content = new StringContent(body.Replace("NOW", now, StringComparison.Ordinal), Encoding.UTF8, type);
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content);
        return response.IsSuccessStatusCode;
    }, "accepted");

    /// <summary>Waits for the texts, which nothing waits for when they are stored.</summary>
    private static async Task<JsonElement> ReadAsync(ConsoleHost host, string query, string? key = null)
    {
        JsonElement found = default;
        await Eventually.TrueAsync(async () =>
        {
            using var response = await GetAsync(host, "/api/v1/texts?" + query, key);
            if (response.IsSuccessStatusCode)
                found = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            return response.IsSuccessStatusCode;
        }, "the text");
        return found;
    }

    private static async Task<HttpResponseMessage> GetAsync(ConsoleHost host, string path, string? key = null)
    {
        using var client = Client(host, key);
        return await client.GetAsync(new Uri(path, UriKind.Relative));
    }

    private static HttpClient Client(ConsoleHost host, string? key)
    {
        var client = new HttpClient { BaseAddress = host.Url };
        if (key is not null)
            client.DefaultRequestHeaders.Add("X-Api-Key", key);
        return client;
    }
}
