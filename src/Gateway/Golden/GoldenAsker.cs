using Plimsoll.Configuration;
using Plimsoll.Configuration.Files;
using Plimsoll.Integrations.Golden;
using Plimsoll.Integrations.Judges;
using Plimsoll.Quality.Golden;

namespace Plimsoll.Gateway.Golden;

/// <summary>Asks one set of questions.</summary>
internal interface IGoldenAsker
{
    Task<GoldenAsked> AskAsync(GoldenOptions set, CancellationToken cancellation);
}

/// <param name="Report">Null where nobody could be asked, and <paramref name="Errors"/> says why.</param>
internal sealed record GoldenAsked(GoldenReport? Report, IReadOnlyList<string> Errors);

/// <summary>Asks the endpoint that the configuration names; reads the set anew for each run.</summary>
internal sealed class GoldenAsker(TimeProvider time) : IGoldenAsker
{
    public async Task<GoldenAsked> AskAsync(GoldenOptions set, CancellationToken cancellation)
    {
        var errors = new List<string>();
        if (GoldenFile.Read(set, errors) is not { } questions)
            return new(null, errors);
        IModelEndpoint endpoint;
        try
        {
            endpoint = EndpointFactory.Create(Settings(set), time);
        }
        catch (ArgumentException unusable)
        {
            return new(null, [unusable.Message]);
        }
        using var ownedEndpoint = endpoint as IDisposable;
        var judge = set.Judge is { } settings ? JudgeFactory.Create(settings, time) : null;
        using var ownedJudge = judge as IDisposable;
        return new(await new GoldenRunner(endpoint, judge, time).RunAsync(questions, set.Concurrency, _ => { }, cancellation), []);
    }

    private static EndpointSettings Settings(GoldenOptions set)
    {
        EndpointSettings settings = set.SageMaker is { } endpoint
            ? new EndpointSettings.SageMaker(endpoint, set.InferenceComponent) { Region = set.Region, Profile = set.Profile }
            : new EndpointSettings.OpenAi(set.Endpoint!, set.Model!, set.Key);
        return settings with { Concurrency = set.Concurrency };
    }
}
