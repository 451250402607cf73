using System.Collections.Concurrent;
using Plimsoll.Integrations.Golden;
using Plimsoll.Quality.Golden;
using Plimsoll.Quality.Judging;

namespace Plimsoll.Cli.Golden;

/// <summary>One run of a set: opens what it needs, asks, writes the report, says what came of it.</summary>
internal sealed class GoldenRun(CliHost host, GoldenRunOptions options)
{
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var inputs = new GoldenInputs(host, options);
        var set = await inputs.SetAsync(cancellation);
        var previous = await inputs.PreviousAsync(cancellation);
        var judge = await inputs.JudgeAsync(cancellation);
        using var ownedJudge = judge as IDisposable;
        var endpoint = inputs.Endpoint();
        using var ownedEndpoint = endpoint as IDisposable;
        if (inputs.Errors.Count > 0)
        {
            foreach (var error in inputs.Errors)
                await host.Error.WriteLineAsync(error);
            return ExitCode.Usage;
        }
        var report = await AskAsync(set!, endpoint!, judge, cancellation);
        if (options.Report is { } file)
            await File.WriteAllBytesAsync(file.FullName, GoldenReportFile.Write(report), cancellation);
        var difference = previous is null ? null : GoldenDifference.Of(previous, report);
        foreach (var line in GoldenOutput.Lines(report, previous, difference, options.MaxDrop))
            await host.Out.WriteLineAsync(line);
        return report.Missing == 0 && difference?.IsRegression(options.MaxDrop) != true ? ExitCode.Success : ExitCode.Failure;
    }

    private async Task<GoldenReport> AskAsync(GoldenSet set, IModelEndpoint endpoint, IJudge? judge, CancellationToken cancellation)
    {
        GoldenReport? report = null;
        var answers = new ConcurrentQueue<AnsweredQuestion>();
        var runner = new GoldenRunner(endpoint, judge, host.Time) { Answered = options.Answers is null ? null : answers.Enqueue };
        await GoldenProgress.RunAsync(host, "questions", set.Questions.Count, async done => report = await runner.RunAsync(set, options.Concurrency, done, cancellation));
        if (options.Answers is { } file)
            await AnswersFile.WriteAsync(file, answers, cancellation);
        return report!;
    }
}
