using Plimsoll.Integrations.Golden;
using Plimsoll.Quality;
using Plimsoll.Quality.Golden;
using Plimsoll.Quality.Judging;

namespace Plimsoll.Cli.Golden;

/// <summary>Opens what a run needs. What is wrong with it comes back as lines for the operator.</summary>
internal sealed class GoldenInputs(CliHost host, GoldenRunOptions options)
{
    public List<string> Errors { get; } = [];

    /// <summary>Null, with errors added, for a set that is broken.</summary>
    public async Task<GoldenSet?> SetAsync(CancellationToken cancellation)
    {
        if (options.Set.Length > GoldenSet.MaxBytes)
        {
            Errors.Add($"{options.Set}: has {options.Set.Length} bytes; it may have {GoldenSet.MaxBytes}");
            return null;
        }
        List<LineError> wrong = [];
        var set = GoldenSetReader.Read(await File.ReadAllTextAsync(options.Set.FullName, cancellation), wrong);
        Errors.AddRange(wrong.Select(w => w.In(options.Set.ToString())));
        if (set is { NeedsJudge: true } && options.Judge is null)
            Errors.Add($"{options.Set}: has questions with the score 'judge'; name one by --config and --judge");
        return set;
    }

    /// <summary>Null without <c>--previous</c>, and, with an error added, for a file that is no report.</summary>
    public async Task<GoldenReport?> PreviousAsync(CancellationToken cancellation)
    {
        if (options.Previous is not { } file)
            return null;
        var report = GoldenReportFile.Read(await File.ReadAllBytesAsync(file.FullName, cancellation));
        if (report is null)
            Errors.Add($"{file}: is no report of a run");
        return report;
    }

    /// <summary>Null without <c>--judge</c>, and, with errors added, for one that cannot be had.</summary>
    public async Task<IJudge?> JudgeAsync(CancellationToken cancellation) => options is { Judge: { } name, Config: { } file }
        ? await NamedJudge.MakeAsync(host, file, name, Errors, cancellation)
        : null;

    /// <summary>Null, with an error added, where it cannot be had.</summary>
    public IModelEndpoint? Endpoint()
    {
        EndpointSettings settings = options.SageMaker is { } endpoint
            ? new EndpointSettings.SageMaker(endpoint, options.InferenceComponent) { Region = options.Region, Profile = options.Profile }
            : new EndpointSettings.OpenAi(options.Endpoint!, options.Model!, options.EndpointKey is { } key ? new(key) : null);
        try
        {
            return EndpointFactory.Create(settings with { Concurrency = options.Concurrency }, host.Time);
        }
        catch (ArgumentException unusable)
        {
            Errors.Add(unusable.Message);
            return null;
        }
    }
}
