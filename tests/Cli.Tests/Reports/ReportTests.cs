using System.Security.Cryptography;
using System.Text;

namespace Plimsoll.Cli.Tests.Reports;

public sealed class ReportTests : IDisposable
{
    private const string Content = """{"from":"2026-07-01","to":"2026-09-30","components":[{"component":"a \u003C b"}]}""";
    private static readonly string s_digest = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Content)))}";
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("plimsoll-report-");

    public static TheoryData<string, string> Forms => new()
    {
        { "json", $$"""{"format":1,"digest":"{{s_digest}}","report":{{Content}}}""" },
        { "html", $"<!DOCTYPE html><p><code>{s_digest}</code></p><script type=\"application/json\" id=\"report\">{Content}</script>" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Report_is_fetched_written_as_it_came_and_found_intact(string format, string body)
    {
        await using var gateway = await CannedGateway.StartAsync(_ => (200, "text/html", body));
        var run = new CliRun();
        var file = InDirectory("out." + format);

        Assert.Equal(0, await run.RunAsync(
            "report", "compliance", "--from", "2026-07-01", "--to", "2026-09-30", "--component", "a/b", "--private", "--format", format, "--output", file, "--gateway", gateway.Url));

        Assert.Equal($"/api/v1/reports/compliance?from=2026-07-01&to=2026-09-30&private=true&format={format}&component=a%2Fb", gateway.Asked.Single());
        Assert.Equal(body, await File.ReadAllTextAsync(file));
        Assert.Equal([$"{file}: 1 components, 2026-07-01 to 2026-09-30, {s_digest}"], run.OutLines);
        Assert.Equal(0, await new CliRun().RunAsync("report", "verify", file));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Changed_report_fails_the_check(string format, string body)
    {
        var file = InDirectory("changed." + format);
        await File.WriteAllTextAsync(file, body.Replace("2026-09-30", "2026-09-29", StringComparison.Ordinal));
        var run = new CliRun();

        Assert.Equal(1, await run.RunAsync("report", "verify", file));
        Assert.Contains("was changed", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_report_is_neither_written_nor_intact()
    {
        await using var gateway = await CannedGateway.StartAsync("""{"components":[]}""");
        var file = InDirectory("none.html");

        Assert.Equal(1, await new CliRun().RunAsync("report", "compliance", "--output", file, "--gateway", gateway.Url));
        Assert.False(File.Exists(file));
        await File.WriteAllTextAsync(file, "<p>hello</p>");
        Assert.Equal(1, await new CliRun().RunAsync("report", "verify", file));
    }

    [Fact]
    public async Task Day_that_is_none_is_refused()
    {
        var run = new CliRun();

        Assert.Equal(2, await run.RunAsync("report", "compliance", "--from", "July"));
        Assert.Contains("--from: 'July' is not a day such as 2026-07-01", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private string InDirectory(string name) => Path.Combine(_directory.FullName, name);
}
