using System.Text.Json.Serialization;
using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Golden;

/// <param name="Sets">By component and name.</param>
internal sealed record GoldenAnswer(IReadOnlyList<GoldenRow> Sets);

/// <summary>A golden set and what its runs found.</summary>
/// <param name="NextRun">When it is due next; null for a set that the configuration no longer has.</param>
public sealed record GoldenRow(
    string Component, string Set, DateTimeOffset? NextRun, bool? Regressed, DateTimeOffset? ReferenceAt, long RunCount, IReadOnlyList<GoldenRunView> Runs);

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(GoldenAnswer))]
internal sealed partial class GoldenJson : JsonSerializerContext;
