namespace Plimsoll.Gateway.WebConsole.Interactions;

/// <summary>One part of a request's time.</summary>
/// <param name="Kind">Class of its bar: total, first, queue, prefill, decode or stage.</param>
/// <param name="StartMs">From the request's start.</param>
public sealed record WaterfallBar(string Label, string Kind, double StartMs, double LengthMs)
{
    public double EndMs => StartMs + LengthMs;
}
