using System.CommandLine;
using System.Globalization;
using Plimsoll.Cli.Remote;
using Plimsoll.Comparison;
using Plimsoll.Integrations.Golden;
using Plimsoll.Quality.Golden;

namespace Plimsoll.Cli.Golden;

/// <summary><c>plimsoll golden compare A B</c>: two runs' answers, pair by pair.</summary>
internal static class GoldenCompareCommand
{
    private const string Details = """
        Shows a judge the answers of two runs to the same questions (golden run --answers), each pair in both orders, and
        says how often B won. An answer wins that is better in both orders; all else is a tie, and pairs on which the judge
        contradicts itself tell whether it prefers what it is shown first. Answers that are the same are not shown. A pair
        costs two calls. B is worse when the win rate is below one half for certain, and not worse when it is at most 0.05
        below; the bounds hold however many questions are added.

        Examples:
          plimsoll golden compare last.jsonl now.jsonl --config plimsoll.yaml --judge sonnet
          plimsoll golden compare control.jsonl canary.jsonl --config plimsoll.yaml --judge sonnet --fail-if-worse

        Exit codes: 0 compared; 1 B is worse and --fail-if-worse was given, or no pair could be judged; 2 wrong usage or a broken file.
        """;

    private static readonly Argument<FileInfo> A = new Argument<FileInfo>("A") { Description = "Answers that B is measured against, JSONL" }.AcceptExistingOnly();
    private static readonly Argument<FileInfo> B = new Argument<FileInfo>("B") { Description = "Answers that are in question, such as of the new version" }.AcceptExistingOnly();
    private static readonly Option<FileInfo> Config = new Option<FileInfo>("--config") { Description = "plimsoll.yaml, which says how the judge is reached", HelpName = "FILE", Required = true }.AcceptExistingOnly();
    private static readonly Option<string> Judge = new("--judge") { Description = "The judge that is shown the pairs", HelpName = "NAME", Required = true };
    private static readonly Option<bool> FailIfWorse = new("--fail-if-worse") { Description = "Exit with 1 when B is worse" };

    private static readonly Option<int?> Concurrency = CommonOptions.Parsed<int?>(
        "--concurrency", "N", "Pairs under way at once",
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= 64 ? n : null, "a whole number from 1 to 64");

    static GoldenCompareCommand() => Concurrency.DefaultValueFactory = _ => 4;

    public static Command Create(CliHost host)
    {
        var command = new DocumentedCommand("compare", "Have a judge compare two runs' answers pair by pair, in both orders", Details)
        {
            A, B, Config, Judge, FailIfWorse, Concurrency,
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed, host, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliHost host, CancellationToken cancellation)
    {
        List<string> errors = [];
        var a = await AnswersFile.ReadAsync(parsed.GetRequiredValue(A), errors, cancellation);
        var b = await AnswersFile.ReadAsync(parsed.GetRequiredValue(B), errors, cancellation);
        var judge = await NamedJudge.MakeAsync(host, parsed.GetRequiredValue(Config), parsed.GetRequiredValue(Judge), errors, cancellation);
        using var owned = judge as IDisposable;
        if (errors.Count > 0)
        {
            foreach (var error in errors)
                await host.Error.WriteLineAsync(error);
            return ExitCode.Usage;
        }
        var pairs = b!.Values.Where(answer => a!.ContainsKey(answer.Id)).Select(answer => (a![answer.Id], answer)).ToList();
        IReadOnlyList<PairVerdict> verdicts = [];
        await GoldenProgress.RunAsync(host, "pairs", pairs.Count, async done =>
            verdicts = await new PairwiseRunner(judge!, host.Time).RunAsync(pairs, parsed.GetValue(Concurrency) ?? 1, done, cancellation));
        var comparison = PairwiseComparison.Of(verdicts);
        foreach (var line in PairwiseOutput.Lines(comparison, verdicts, (a!.Count - pairs.Count) + (b.Count - pairs.Count)))
            await host.Out.WriteLineAsync(line);
        return comparison.Pairs == 0 || (parsed.GetValue(FailIfWorse) && comparison.Verdict == ComparisonVerdict.Worse) ? ExitCode.Failure : ExitCode.Success;
    }
}
