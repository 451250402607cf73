using Plimsoll.Comparison.Sides;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Query;

namespace Plimsoll.Gateway.Comparing;

/// <summary>Finds the two sides of a question and compares them.</summary>
internal sealed class ComparisonReader(IComponentDirectory directory, PlimsollOptions options)
{
    public const string DefaultDimension = "model_version";
    private static readonly string[] s_dimensions = [DefaultDimension, "variant", "copy"];

    public async Task<ComparisonResult> ReadAsync(ComparisonQuestion question)
    {
        if (string.IsNullOrEmpty(question.A) || string.IsNullOrEmpty(question.B))
            return Wrong(string.IsNullOrEmpty(question.A) ? "a" : "b", null, "name what is to be compared");
        if (question.A == question.B)
            return Wrong("b", question.B, "it must be another than a");
        return string.IsNullOrEmpty(question.Component)
            ? await ComponentsAsync(question.A, question.B, question.By)
            : await PartsAsync(question.Component, question.By ?? DefaultDimension, question.A, question.B);
    }

    private async Task<ComparisonResult> ComponentsAsync(string a, string b, string? by)
    {
        if (by is not null)
            return Wrong("by", by, "it stands without component; name the component that a and b are parts of");
        foreach (var name in (string[])[a, b])
        {
            if (!await directory.ExistsAsync(name))
                return new ComparisonResult.Unknown(name);
        }
        return new ComparisonResult.Compared(SideComparison.Of(await WholeAsync(a), await WholeAsync(b), ComparisonMargins.Default));
    }

    private async Task<ComparedSide> WholeAsync(string name) => ComparedSide.Of(await directory.Get(name).GetViewAsync(), options.SettingsFor(name).Price);

    private async Task<ComparisonResult> PartsAsync(string component, string by, string a, string b)
    {
        if (!s_dimensions.Contains(by))
            return Wrong("by", by, $"it may be {string.Join(", ", s_dimensions)}");
        if (!await directory.ExistsAsync(component))
            return new ComparisonResult.Unknown(component);
        var view = await directory.Get(component).GetViewAsync();
        var slices = view.Breakdowns.GetValueOrDefault(by) ?? [];
        var price = options.SettingsFor(component).Price;
        if (Find(slices, a) is not { } first)
            return Wrong("a", a, Seen(slices, by));
        if (Find(slices, b) is not { } second)
            return Wrong("b", b, Seen(slices, by));
        return new ComparisonResult.Compared(SideComparison.Of(Part(first), Part(second), ComparisonMargins.Default));

        ComparedSide Part(BreakdownView slice)
        {
            var side = ComparedSide.Of(view, slice, price);
            return by == DefaultDimension ? side with { Quality = ScoredArm.Of(view, slice.Value) } : side;
        }
    }

    private static BreakdownView? Find(IReadOnlyList<BreakdownView> slices, string value) => slices.FirstOrDefault(s => s.Value == value);

    private static string Seen(IReadOnlyList<BreakdownView> slices, string by) => slices.Count == 0
        ? $"no {by} was seen in the last 24 hours"
        : $"the last 24 hours saw {string.Join(", ", slices.Select(s => s.Value))}";

    private static ComparisonResult.Wrong Wrong(string parameter, string? value, string mayBe) => new(ParameterError.Of(parameter, value, mayBe));
}

/// <summary>What became of a question.</summary>
internal abstract record ComparisonResult
{
    private ComparisonResult() { }

    public sealed record Compared(SideComparison Comparison) : ComparisonResult;

    public sealed record Wrong(ParameterError Error) : ComparisonResult;

    public sealed record Unknown(string Component) : ComparisonResult;
}
