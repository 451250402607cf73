using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Plimsoll.Cli.Remote;
using Plimsoll.Cli.Replay.Formats;

namespace Plimsoll.Cli.Replay;

/// <summary><c>plimsoll replay FILE</c>: the command line of <see cref="Replayer"/>.</summary>
internal static class ReplayCommand
{
    private const string Details = """
        The trace is moved by whole minutes so that it ends now. Request ids follow from the file, the row and
        the shift: the same replay repeated with the same --shift counts nothing twice while the gateway
        remembers its ids (10 minutes by default); a replay at another time counts anew.

        Formats:
          azure     CSV with the columns TIMESTAMP, ContextTokens, GeneratedTokens (UTC where no zone is given)
          records   records of /api/v1/records, as a JSON array or one to a line

        Examples:
          plimsoll replay AzureLLMInferenceTrace_conv.csv --format azure --component chat
          plimsoll replay yesterday.ndjson --format records --speed 60x --to http://127.0.0.1:8080
          plimsoll replay trace.csv --format azure --component chat --to https://plimsoll.example --api-key-env PLIMSOLL_KEY

        Exit codes: 0 every record counted, 1 some rejected or not delivered, 2 wrong usage.
        """;

    private static readonly Argument<FileInfo> File =
        new Argument<FileInfo>("FILE") { Description = "The trace" }.AcceptExistingOnly();

    private static readonly Option<ITraceFormat> Format = CommonOptions.Parsed<ITraceFormat>(
        "--format", "azure|records", "Format of the file",
        text => text switch { "azure" => new AzureTrace(), "records" => new RecordsTrace(), _ => null }, "azure or records");

    private static readonly Option<string?> Component = new("--component")
    {
        Description = "Component that served the trace; records keep their own without it",
        HelpName = "NAME",
    };

    private static readonly Option<ReplaySpeed?> Speed = CommonOptions.Parsed<ReplaySpeed?>(
        "--speed", "1x|60x|max", "1x keeps the trace's pace, 60x sends an hour in a minute", text => ReplaySpeed.Parse(text),
        "max or a factor from 1x to 1000000x");

    private static readonly Option<Uri> To = CommonOptions.To();

    private static readonly Option<int?> Batch = CommonOptions.Parsed<int?>(
        "--batch", "N", "Most records in one request", text => WholeNumber(text) is { } n and >= 1 and <= 100_000 ? (int)n : null,
        "a whole number from 1 to 100000");

    private static readonly Option<string?> ApiKeyEnv = CommonOptions.ApiKeyEnv("ingest");

    private static readonly Option<long?> Shift = CommonOptions.Parsed<long?>(
        "--shift", "MINUTES", "Move the trace by this many minutes instead: repeats an interrupted replay", WholeNumber, "a whole number of minutes");

    static ReplayCommand()
    {
        Format.Required = true;
        Speed.DefaultValueFactory = _ => ReplaySpeed.Max;
        Batch.DefaultValueFactory = _ => 1_000;
    }

    public static Command Create(CliHost host)
    {
        var command = new DocumentedCommand("replay", "Send a recorded trace to a gateway", Details)
        {
            File, Format, Component, Speed, To, Batch, ApiKeyEnv, Shift,
        };
        command.Validators.Add(result => Validate(result, host));
        command.SetAction((parsed, cancellation) => new Replayer(Options(parsed, host), host).RunAsync(cancellation));
        return command;
    }

    private static ReplayOptions Options(ParseResult parsed, CliHost host) => new(
        parsed.GetRequiredValue(File), parsed.GetRequiredValue(Format), parsed.GetValue(Component), parsed.GetValue(Speed) ?? ReplaySpeed.Max,
        parsed.GetRequiredValue(To), parsed.GetValue(Batch) ?? 1_000,
        CommonOptions.ApiKey(parsed, ApiKeyEnv, host), parsed.GetValue(Shift));

    private static void Validate(CommandResult result, CliHost host)
    {
        if (result.GetResult(Format)?.Tokens is [{ Value: "azure" }] && string.IsNullOrEmpty(result.GetResult(Component)?.GetValueOrDefault<string>()))
            result.AddError("--component is required with --format azure: the trace does not name one");
        CommonOptions.RequireVariable(result, ApiKeyEnv, host);
    }

    private static long? WholeNumber(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) && Math.Abs(n) < 1_000_000_000 ? n : null;
}
