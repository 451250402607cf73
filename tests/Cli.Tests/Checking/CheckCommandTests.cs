namespace Plimsoll.Cli.Tests.Checking;

public class CheckCommandTests
{
    [Fact]
    public async Task Every_error_is_printed_with_file_line_and_column()
    {
        using var file = new TemporaryFile("otlp_http: nowhere\ningest:\n  max_lables: 3\n");
        var run = new CliRun { Environment = { ["PLIMSOLL__JOURNAL__RETENTION"] = "soon" } };

        var code = await run.RunAsync("check", file.Path);

        Assert.Equal(1, code);
        Assert.Equal(
            [
                "PLIMSOLL__JOURNAL__RETENTION: 'soon' is not a duration; write a number and ms, s, m, h or d, such as 30s or 24h",
                $"{file.Path}:1:12: otlp_http: 'nowhere' is not host:port, https://host:port or off, such as 127.0.0.1:4318",
                $"{file.Path}:3:3: ingest.max_lables: unknown key 'max_lables'; did you mean 'max_labels'?",
            ],
            run.OutLines);
    }

    [Fact]
    public async Task A_file_with_which_the_gateway_would_not_start_is_not_good()
    {
        using var file = new TemporaryFile("urls: http://0.0.0.0:8080\n");
        var run = new CliRun();

        Assert.Equal(1, await run.RunAsync("check", file.Path));
        Assert.StartsWith($"{file.Path}: http://0.0.0.0:8080 can be reached from beyond this machine", Assert.Single(run.OutLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_good_file_is_summarised()
    {
        using var file = new TemporaryFile("data_directory: /var/lib/plimsoll\n");
        var run = new CliRun { Environment = { ["PLIMSOLL__OTLP_GRPC"] = "off" } };

        var code = await run.RunAsync("check", file.Path);

        Assert.Equal(0, code);
        Assert.Equal(
            [
                "ok: 2 set, the other defaults hold", "otlp_grpc: off  (from PLIMSOLL__OTLP_GRPC)", "data_directory: /var/lib/plimsoll",
            ],
            run.OutLines);
    }

    [Fact]
    public async Task An_empty_file_is_good()
    {
        using var file = new TemporaryFile("");
        var run = new CliRun();

        Assert.Equal(0, await run.RunAsync("check", file.Path));
        Assert.Equal(["ok: every default holds"], run.OutLines);
    }

    [Fact]
    public async Task A_syntax_error_has_no_key()
    {
        using var file = new TemporaryFile("a: [\n");
        var run = new CliRun();

        Assert.Equal(1, await run.RunAsync("check", file.Path));
        Assert.StartsWith($"{file.Path}:2:1: not valid YAML: ", Assert.Single(run.OutLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_is_wrong_usage()
    {
        var run = new CliRun();

        Assert.Equal(2, await run.RunAsync("check", "/no/such/plimsoll.yaml"));
        Assert.Contains("'/no/such/plimsoll.yaml'", run.Error, StringComparison.Ordinal);
    }
}
