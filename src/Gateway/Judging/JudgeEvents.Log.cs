namespace Plimsoll.Gateway.Judging;

internal sealed partial class JudgeEvents
{
    [LoggerMessage(LogLevel.Warning, "Component {Component} could not be asked for answers to judge; trying again")]
    private partial void CannotJudge(string component, Exception trouble);

    [LoggerMessage(LogLevel.Warning, "Component {Component} did not save {Reports} reports of judge calls; it will take the calls for lost")]
    private partial void NotSaved(string component, int reports);
}
