using Microsoft.AspNetCore.Http.HttpResults;
using Plimsoll.Components;
using Plimsoll.Gateway.Comparing;

namespace Plimsoll.Gateway.WebConsole.Comparing;

/// <summary>Answers the console's address that compares.</summary>
internal sealed class ComparisonPages(ComparisonReader reader, IComponentDirectory directory)
{
    public const string Address = "/compare";

    public async Task<IResult> ShowAsync(ComparisonQuestion given)
    {
        // An empty field of a form is one that was not filled in.
        var question = given with { Component = Filled(given.Component), By = Filled(given.Component) is null ? null : Filled(given.By) };
        var components = await directory.ListNamesAsync();
        var offered = await OfferedAsync(question, components);
        if (Filled(question.A) is null && Filled(question.B) is null)
            return Page(new(question, components, offered, null, null), StatusCodes.Status200OK);
        return await reader.ReadAsync(question) switch
        {
            ComparisonResult.Compared(var comparison) => Page(new(question, components, offered, comparison, null), StatusCodes.Status200OK),
            ComparisonResult.Wrong(var error) => Page(new(question, components, offered, null, error.Message), StatusCodes.Status400BadRequest),
            ComparisonResult.Unknown(var name) => Page(new(question, components, offered, null, $"No component '{name}'."), StatusCodes.Status404NotFound),
            var other => throw new InvalidOperationException($"{other} is no result"),
        };
    }

    private async Task<IReadOnlyList<string>> OfferedAsync(ComparisonQuestion question, IReadOnlyList<string> components)
    {
        if (question.Component is not { } component || !components.Contains(component))
            return question.Component is null ? components : [];
        var view = await directory.Get(component).GetViewAsync();
        return [.. (view.Breakdowns.GetValueOrDefault(question.By ?? ComparisonReader.DefaultDimension) ?? []).Select(s => s.Value)];
    }

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static RazorComponentResult<ComparisonPage> Page(ComparisonModel model, int status) => new(new { Model = model }) { StatusCode = status };
}
