namespace Plimsoll.Gateway.Golden;

internal sealed partial class GoldenEvents
{
    [LoggerMessage(LogLevel.Information, "Golden set {Set} of {Component}: {Questions} questions asked, {Missing} without a score, in {Seconds:0.0} s")]
    private partial void Asked(string set, string component, int questions, int missing, double seconds);

    [LoggerMessage(LogLevel.Error, "Golden set {Set} cannot be asked, with {Errors} errors; the first: {First}")]
    private partial void CannotAsk(string set, int errors, string first);

    [LoggerMessage(LogLevel.Warning, "Golden set {Set} took too long and was given up; it is asked again in ten minutes")]
    private partial void Slow(string set);

    [LoggerMessage(LogLevel.Warning, "Component {Component} did not save the run of golden set {Set}; it is asked again in ten minutes")]
    private partial void NotSaved(string set, string component);

    [LoggerMessage(LogLevel.Warning, "Golden set {Set} could not be run; it is tried again in ten minutes")]
    private partial void CannotRun(string set, Exception trouble);
}
