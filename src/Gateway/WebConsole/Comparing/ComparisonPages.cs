using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Components;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.Comparing;

namespace Plimsoll.Gateway.WebConsole.Comparing;

/// <summary>Answers the console's address that compares.</summary>
internal sealed class ComparisonPages(ComparisonReader reader, IComponentDirectory directory)
{
    public const string Address = "/compare";

    /// <summary>Where two versions, or other parts, of a component are compared.</summary>
    public static string Between(string component, string a, string b, string by = ComparisonReader.DefaultDimension) =>
        $"{Address}?component={Uri.EscapeDataString(component)}&by={Uri.EscapeDataString(by)}&a={Uri.EscapeDataString(a)}&b={Uri.EscapeDataString(b)}";

    public async Task<IResult> ShowAsync(ComparisonQuestion given)
    {
        // An empty field of a form is one that was not filled in.
        var question = given with { Component = Filled(given.Component), By = Filled(given.Component) is null ? null : Filled(given.By) };
        var components = await directory.ListNamesAsync();
        var view = question.Component is { } name && components.Contains(name) ? await directory.Get(name).GetViewAsync() : null;
        var asked = new ComparisonModel(question, components, Offered(question, components, view), null, null) { Rollout = view?.Rollout };
        if (Filled(question.A) is null && Filled(question.B) is null)
            return Page(asked, StatusCodes.Status200OK);
        return await reader.ReadAsync(question) switch
        {
            ComparisonResult.Compared(var comparison) => Page(asked with { Comparison = comparison }, StatusCodes.Status200OK),
            ComparisonResult.Wrong(var error) => Page(asked with { Problem = error.Message }, StatusCodes.Status400BadRequest),
            ComparisonResult.Unknown(var unknown) => Page(asked with { Problem = $"No component '{unknown}'." }, StatusCodes.Status404NotFound),
            var other => throw new InvalidOperationException($"{other} is no result"),
        };
    }

    private static IReadOnlyList<string> Offered(ComparisonQuestion question, IReadOnlyList<string> components, ComponentView? view) =>
        question.Component is null ? components : [.. (view?.Breakdowns.GetValueOrDefault(question.By ?? ComparisonReader.DefaultDimension) ?? []).Select(s => s.Value)];

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static RazorComponentResult<ComparisonPage> Page(ComparisonModel model, int status) => new(new { Model = model }) { StatusCode = status };
}
