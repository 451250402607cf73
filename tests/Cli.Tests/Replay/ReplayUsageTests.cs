namespace Plimsoll.Cli.Tests.Replay;

public class ReplayUsageTests
{
    [Theory]
    [InlineData("--batch", "0", "--batch: '0' is not a whole number from 1 to 100000")]
    [InlineData("--batch", "many", "--batch: 'many' is not a whole number from 1 to 100000")]
    [InlineData("--speed", "0.5x", "--speed: '0.5x' is not max or a factor from 1x to 1000000x")]
    [InlineData("--speed", "fast", "--speed: 'fast' is not max or a factor from 1x to 1000000x")]
    [InlineData("--to", "ftp://x", "--to: 'ftp://x' is not an http:// or https:// URL")]
    [InlineData("--shift", "1.5", "--shift: '1.5' is not a whole number of minutes")]
    [InlineData("--api-key-env", "UNSET", "--api-key-env: the environment variable 'UNSET' is not set")]
    public async Task A_wrong_option_is_named_with_its_value(string option, string value, string error)
    {
        using var file = new TemporaryFile("");
        var run = new CliRun();

        var code = await run.RunAsync("replay", file.Path, "--format", "azure", "--component", "chat", option, value);

        Assert.Equal(2, code);
        Assert.Contains(error, run.Error.Split('\n'));
        Assert.Contains("--help shows the usage and examples.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_azure_trace_needs_a_component()
    {
        using var file = new TemporaryFile("");
        var run = new CliRun();

        Assert.Equal(2, await run.RunAsync("replay", file.Path, "--format", "azure"));
        Assert.Contains("--component is required with --format azure", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_and_format_are_both_reported()
    {
        var run = new CliRun();

        Assert.Equal(2, await run.RunAsync("replay", "/no/such/file"));
        Assert.Contains("'/no/such/file'", run.Error, StringComparison.Ordinal);
        Assert.Contains("'--format' is required", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("replay", "--speed 60x")]
    [InlineData("check", "plimsoll check plimsoll.yaml")]
    [InlineData("interactions", "--failed --since 1h")]
    [InlineData("top", "plimsoll top --once")]
    public async Task The_help_of_every_command_has_examples_and_exit_codes(string command, string example)
    {
        var run = new CliRun();

        Assert.Equal(0, await run.RunAsync(command, "--help"));
        Assert.Contains(example, run.Out, StringComparison.Ordinal);
        Assert.Contains("Exit codes: 0", run.Out, StringComparison.Ordinal);
    }
}
