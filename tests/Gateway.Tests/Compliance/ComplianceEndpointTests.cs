using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Plimsoll.Gateway.Tests.WebConsole;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Compliance;

public sealed partial class ComplianceEndpointTests
{
    private const string Component = "chat </script><b>";

    [Fact]
    public async Task Page_stands_alone_is_well_formed_and_carries_its_content_with_the_digest_over_it()
    {
        await using var host = await ConsoleHost.StartAsync(null);
        using var client = new HttpClient { BaseAddress = host.Url };
        await SendAsync(client);

        using var response = await client.GetAsync(new Uri("/api/v1/reports/compliance?format=html", UriKind.Relative));

        var page = await response.Content.ReadAsStringAsync();
        Assert.StartsWith("attachment; filename=\"compliance-", response.Content.Headers.GetValues("Content-Disposition").Single(), StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?i)(src|href)\s*=|url\(|@import|https?://", page);
        AssertNested(page);
        var content = page[(page.IndexOf("id=\"report\">", StringComparison.Ordinal) + 12)..page.LastIndexOf("</script>", StringComparison.Ordinal)];
        Assert.Contains($"<code>sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}</code>", page, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(content);
        Assert.Equal(Component, json.RootElement.GetProperty("components")[0].GetProperty("component").GetString());
        Assert.Contains("<th scope=\"row\">chat &lt;/script&gt;&lt;b&gt;</th>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_what_was_served_and_who_read_texts_and_was_erased()
    {
        await using var host = await ConsoleHost.StartAsync(null);
        var now = TimeProvider.System.GetUtcNow();
        Directory.CreateDirectory(Path.Combine(host.DataDirectory, "audit"));
        await File.WriteAllLinesAsync(Path.Combine(host.DataDirectory, "audit", "texts.jsonl"),
        [
            $$"""{"at":"{{now:O}}","client":"anna","key_id":"k","via":"api","request_id":"r-1","trace_id":null,"components":["chat"],"texts":2}""",
            $$"""{"at":"{{now.AddDays(-60):O}}","client":"long ago","via":"api","texts":1}""",
            $$"""{"at":"{{now:O}}","client":"root","key_id":"k","erased":"5f3a"}""",
            "torn li",
        ]);
        using var client = new HttpClient { BaseAddress = host.Url };
        await SendAsync(client);

        var answer = await client.GetFromJsonAsync<JsonElement>(new Uri("/api/v1/reports/compliance", UriKind.Relative));

        var report = answer.GetProperty("report");
        Assert.Equal($"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(report.GetRawText())))}", answer.GetProperty("digest").GetString());
        Assert.Equal(3, report.GetProperty("components")[0].GetProperty("requests").GetInt64());
        var audit = report.GetProperty("audit");
        Assert.Equal((1, 2, 1), (audit.GetProperty("text_reads").GetInt64(), audit.GetProperty("texts_read").GetInt64(), audit.GetProperty("unreadable").GetInt64()));
        Assert.Equal("anna", audit.GetProperty("readers")[0].GetProperty("client").GetString());
        Assert.Equal("5f3a", audit.GetProperty("erasures")[0].GetProperty("subject").GetString());
    }

    [Fact]
    public async Task Publishable_report_has_no_count_of_requests_and_no_audit()
    {
        await using var host = await ConsoleHost.StartAsync(null);
        using var client = new HttpClient { BaseAddress = host.Url };
        await SendAsync(client);

        var report = (await client.GetFromJsonAsync<JsonElement>(new Uri("/api/v1/reports/compliance?private=true", UriKind.Relative))).GetProperty("report");

        Assert.Equal((true, 0, JsonValueKind.Null), (report.GetProperty("private").GetBoolean(), report.GetProperty("components")[0].GetProperty("requests").GetInt64(), report.GetProperty("audit").ValueKind));
        Assert.Equal(JsonValueKind.Object, report.GetProperty("privacy").ValueKind);
    }

    private static async Task SendAsync(HttpClient client)
    {
        var rows = Enumerable.Range(0, 3).Select(_ => new { component = Component, timestamp = TimeProvider.System.GetUtcNow(), output_tokens = 5, model_version = "v1" });
        using var response = await client.PostAsJsonAsync(new Uri("/api/v1/records", UriKind.Relative), rows);
        response.EnsureSuccessStatusCode();
        await Eventually.TrueAsync(
            async () => (await client.GetFromJsonAsync<JsonElement>(new Uri("/api/v1/cost", UriKind.Relative))).GetProperty("components") is var all
                && all.GetArrayLength() == 1 && all[0].GetProperty("requests").GetInt64() == 3,
            "the requests");
    }

    /// <summary>Every element that is opened is closed, in order.</summary>
    private static void AssertNested(string page)
    {
        string[] empty = ["meta", "br", "!doctype"];
        var open = new Stack<string>();
        foreach (Match tag in Tags().Matches(page))
        {
            var name = tag.Groups["name"].Value.ToLowerInvariant();
            if (empty.Contains(name))
                continue;
            if (tag.Value.StartsWith("</", StringComparison.Ordinal))
                Assert.Equal(name, open.Pop());
            else
                open.Push(name);
        }
        Assert.Empty(open);
    }

    [GeneratedRegex("</?(?<name>[!a-zA-Z][a-zA-Z0-9]*)[^>]*>")]
    private static partial Regex Tags();
}
