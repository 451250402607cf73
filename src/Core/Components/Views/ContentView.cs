namespace Plimsoll.Components.Views;

/// <summary>What the texts tell, as counts. Null where none was seen.</summary>
/// <param name="Prompts">Of the last hour; the ratio is prompt diversity.</param>
/// <param name="Responses">Of the last hour; the ratio is response uniqueness.</param>
/// <param name="Refusals">
/// Requests refused by a filter or in words, over the retained history: f + (1 − f) × r, f of all that named a finish
/// reason and r of the responses that were read, whose number is <c>Of</c>.
/// </param>
/// <param name="ContentFiltered">Requests with the finish reason content_filter among those that named one.</param>
/// <param name="FormatOk">Responses in the form that was asked for among those of which one was.</param>
public sealed record ContentView(
    VarietyView? Prompts = null, VarietyView? Responses = null, ShareView? Refusals = null, ShareView? ContentFiltered = null, ShareView? FormatOk = null);

/// <param name="Distinct">Estimate of a distinct-count sketch, exact up to 128, then with an error of about 2%.</param>
/// <param name="Ratio">Distinct ÷ texts: 1 when no text came twice.</param>
public sealed record VarietyView(long Texts, long Distinct, double Ratio);

/// <param name="Ratio">0–1.</param>
/// <param name="Of">How many the ratio is over.</param>
public sealed record ShareView(double Ratio, long Of);
