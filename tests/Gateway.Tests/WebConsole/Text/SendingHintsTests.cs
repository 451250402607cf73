using System.Text.Json;
using Plimsoll.Gateway.WebConsole.Text;

namespace Plimsoll.Gateway.Tests.WebConsole.Text;

public class SendingHintsTests
{
    private const string Shell = """'"$(date -u +%Y-%m-%dT%H:%M:%SZ)"'""";

    [Fact]
    public void Record_line_carries_json_that_names_the_component_and_takes_the_time_when_it_runs()
    {
        var line = new SendingHints("http://host:8080", "it's \"mine\"", NeedsKey: false).Record;

        Assert.StartsWith("curl http://host:8080/api/v1/records ", line, StringComparison.Ordinal);
        Assert.Contains(Shell, line, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Body(line));
        Assert.Equal("it's \"mine\"", json.RootElement.GetProperty("component").GetString());
    }

    [Fact]
    public void A_component_name_cannot_end_the_shell_quotes()
    {
        var body = Body(new SendingHints("http://h", "a'; rm -rf /; '", NeedsKey: false).Gpu);

        Assert.DoesNotContain('\'', body);
    }

    [Fact]
    public void A_key_is_asked_for_by_name_where_the_gateway_needs_one()
    {
        var hints = new SendingHints("http://h", "m", NeedsKey: true);

        Assert.Contains("$PLIMSOLL_KEY", hints.Record, StringComparison.Ordinal);
        Assert.Contains("$PLIMSOLL_KEY", hints.Environment, StringComparison.Ordinal);
        Assert.DoesNotContain("PLIMSOLL_KEY", (hints with { NeedsKey = false }).Record, StringComparison.Ordinal);
    }

    private static string Body(string line)
    {
        var start = line.IndexOf("-d '", StringComparison.Ordinal) + 4;
        return line[start..^1].Replace(Shell, "2026-11-20T12:00:00Z", StringComparison.Ordinal);
    }
}
