using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Plimsoll.Cli.Remote;

namespace Plimsoll.Cli.Golden;

/// <summary><c>plimsoll golden run SET</c>: the command line of <see cref="GoldenRun"/>.</summary>
internal static class GoldenRunCommand
{
    private const string Details = """
        Asks a live endpoint every question of the set, at temperature 0, and scores the answers from 0 to 1: exact (but
        for case, blanks and punctuation at the end), by pattern, by the last number within a tolerance, or by a judge
        against the reference. Questions of one group ask the same; how often they are answered alike is the consistency.
        The report holds scores and no texts; --answers keeps the texts. Against --previous, a mean score or a consistency that fell by more than
        --max-drop over the same questions is a regression.

        Examples:
          plimsoll golden run set.jsonl --endpoint http://127.0.0.1:8000/v1 --model chat
          plimsoll golden run set.jsonl --endpoint https://llm.example/v1 --model chat --endpoint-key-env LLM_KEY \
            --report now.json --previous last.json --max-drop 0.05
          plimsoll golden run set.jsonl --sagemaker chat-endpoint --inference-component chat-1 --region eu-central-1
          plimsoll golden run set.jsonl --endpoint http://127.0.0.1:8000/v1 --model chat --config plimsoll.yaml --judge sonnet

        Exit codes: 0 every question has a score and nothing regressed, 1 otherwise, 2 wrong usage or a broken file.
        """;

    private static readonly Argument<FileInfo> Set = new Argument<FileInfo>("SET") { Description = "The golden set, JSONL" }.AcceptExistingOnly();

    private static readonly Option<Uri?> Endpoint = CommonOptions.Parsed<Uri?>(
        "--endpoint", "URL", "An OpenAI-compatible server, such as http://127.0.0.1:8000/v1", ParseUrl, "an http:// or https:// URL");

    private static readonly Option<string?> Model = Text("--model", "NAME", "The model that --endpoint is to use");
    private static readonly Option<string?> EndpointKeyEnv = Text("--endpoint-key-env", "VAR", "Environment variable that holds the key of --endpoint");
    private static readonly Option<string?> SageMaker = Text("--sagemaker", "NAME", "A SageMaker endpoint whose container speaks chat completions");
    private static readonly Option<string?> InferenceComponent = Text("--inference-component", "NAME", "The inference component of --sagemaker");
    private static readonly Option<string?> Region = Text("--region", "REGION", "Of --sagemaker; where nothing is said, as AWS_REGION or the profile has it");
    private static readonly Option<string?> Profile = Text("--profile", "NAME", "Named profile of AWS with the credentials for --sagemaker");
    private static readonly Option<FileInfo> Config = new Option<FileInfo>("--config") { Description = "plimsoll.yaml, whose judges --judge may name", HelpName = "FILE" }.AcceptExistingOnly();
    private static readonly Option<string?> Judge = Text("--judge", "NAME", "The judge that compares answers with references");
    private static readonly Option<FileInfo?> Report = new("--report") { Description = "Where the report is written, JSON", HelpName = "FILE" };
    private static readonly Option<FileInfo?> Answers = new("--answers") { Description = "Where the answers are written with their texts, JSONL, for golden compare", HelpName = "FILE" };
    private static readonly Option<FileInfo> Previous = new Option<FileInfo>("--previous") { Description = "The report of the run before", HelpName = "FILE" }.AcceptExistingOnly();

    private static readonly Option<double?> MaxDrop = CommonOptions.Parsed<double?>(
        "--max-drop", "0.02", "What the mean score and the consistency may lose against --previous",
        text => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var drop) && drop <= 1 ? drop : null,
        "a number from 0 to 1");

    private static readonly Option<int?> Concurrency = CommonOptions.Parsed<int?>(
        "--concurrency", "N", "Questions under way at once",
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= 64 ? n : null, "a whole number from 1 to 64");

    static GoldenRunCommand()
    {
        MaxDrop.DefaultValueFactory = _ => 0.02;
        Concurrency.DefaultValueFactory = _ => 4;
    }

    public static Command Create(CliHost host)
    {
        var command = new DocumentedCommand("run", "Ask every question, score the answers, and compare with the run before", Details)
        {
            Set, Endpoint, Model, EndpointKeyEnv, SageMaker, InferenceComponent, Region, Profile, Config, Judge, Report, Answers, Previous, MaxDrop, Concurrency,
        };
        command.Validators.Add(Check);
        command.Validators.Add(result => CommonOptions.RequireVariable(result, EndpointKeyEnv, host));
        command.SetAction((parsed, cancellation) => new GoldenRun(host, Asked(parsed, host)).RunAsync(cancellation));
        return command;
    }

    private static void Check(CommandResult result)
    {
        bool Given(Option option) => result.GetResult(option) is { Implicit: false };
        if (Given(Endpoint) == Given(SageMaker))
            result.AddError("give either --endpoint with --model, or --sagemaker");
        if (Given(Endpoint) != Given(Model))
            result.AddError("--endpoint and --model stand together");
        if (Given(Judge) != Given(Config))
            result.AddError("--judge and --config stand together: the file says how the judge is reached");
    }

    private static GoldenRunOptions Asked(ParseResult parsed, CliHost host) => new(parsed.GetRequiredValue(Set))
    {
        Endpoint = parsed.GetValue(Endpoint),
        Model = parsed.GetValue(Model),
        EndpointKey = CommonOptions.ApiKey(parsed, EndpointKeyEnv, host),
        SageMaker = parsed.GetValue(SageMaker),
        InferenceComponent = parsed.GetValue(InferenceComponent),
        Region = parsed.GetValue(Region),
        Profile = parsed.GetValue(Profile),
        Config = parsed.GetValue(Config),
        Judge = parsed.GetValue(Judge),
        Report = parsed.GetValue(Report),
        Answers = parsed.GetValue(Answers),
        Previous = parsed.GetValue(Previous),
        MaxDrop = parsed.GetValue(MaxDrop) ?? 0,
        Concurrency = parsed.GetValue(Concurrency) ?? 1,
    };

    private static Uri? ParseUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;

    private static Option<string?> Text(string name, string helpName, string description) => new(name) { Description = description, HelpName = helpName };
}
