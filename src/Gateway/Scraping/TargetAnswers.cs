using System.Text.Json.Serialization;

namespace Plimsoll.Gateway.Scraping;

/// <param name="Active">Whether this process scrapes; else another one of the fleet does, and knows the targets' states.</param>
/// <param name="LeftOut">Targets beyond <c>scrape.max_targets</c>.</param>
public sealed record TargetList(bool Active, int LeftOut, IReadOnlyList<SourceAnswer> Sources, IReadOnlyList<TargetAnswer> Targets)
{
    internal static TargetList Of(TargetBoard board) => new(
        board.IsActive,
        board.LeftOut,
        [.. board.Sources.Select(s => new SourceAnswer(s.Job, s.Kind, s.Targets.Count, s.Problem))],
        [.. board.Pictures.OrderBy(p => p.Target.Key, StringComparer.Ordinal).Select(TargetAnswer.Of)]);
}

/// <param name="Kind">config, file or kubernetes.</param>
/// <param name="Problem">Why the targets may not be all or not be current.</param>
public sealed record SourceAnswer(string Job, string Kind, int Targets, string? Problem);

/// <param name="Excess">Samples left out, for they are of more components than a target may name (<c>scrape.max_components</c>).</param>
/// <param name="State">up, down or unknown.</param>
/// <param name="Error">Of the last scrape; null when it was taken.</param>
public sealed record TargetAnswer(
    string Job,
    string Url,
    string State,
    IReadOnlyDictionary<string, string> Labels,
    DateTimeOffset? LastScrape,
    double DurationSeconds,
    int Samples,
    int Mapped,
    int Rejected,
    int Excess,
    long Scrapes,
    long Failures,
    ScrapeProblem? Error)
{
    internal static TargetAnswer Of(TargetPicture picture) => new(
        picture.Target.Job.Name,
        picture.Target.Url.AbsoluteUri,
        picture.Health,
        picture.Target.Labels,
        picture.At,
        picture.Took.TotalSeconds,
        picture.Last?.Samples ?? 0,
        picture.Last?.Mapped ?? 0,
        picture.Last?.Rejected ?? 0,
        picture.Last?.Excess ?? 0,
        picture.Scrapes,
        picture.Failures,
        picture.Last?.Problem);
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TargetList))]
internal sealed partial class ScrapingJson : JsonSerializerContext;
