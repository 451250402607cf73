namespace Plimsoll.Gateway.Publishing;

internal sealed partial class PublishingEvents
{
    [LoggerMessage(LogLevel.Information, "CloudWatch takes what is published again")]
    private partial void WellAgain();

    [LoggerMessage(LogLevel.Warning, "CloudWatch does not take what is published: {Reason}; next try in {Wait}, nothing is lost meanwhile")]
    private partial void NotTaken(string reason, TimeSpan wait);

    [LoggerMessage(LogLevel.Error, "Publishing to CloudWatch stands still. {Advice}. Next try in {Wait}")]
    private partial void MustChange(string advice, TimeSpan wait);

    [LoggerMessage(LogLevel.Error, "CloudWatch rejected a call with {Points} data for {Namespace}, which are left out: {Reason}, {Message}")]
    private partial void CallRejected(int points, string @namespace, string reason, string message);

    [LoggerMessage(LogLevel.Warning, "{Minutes} minutes are too old to be published to CloudWatch")]
    private partial void MinutesTooOld(long minutes);

    [LoggerMessage(LogLevel.Warning, "{Components} components are not published to CloudWatch: more than {Most} metrics (cloudwatch.max_metrics) would be billed")]
    private partial void MetricsLeftOut(int components, int most);

    [LoggerMessage(LogLevel.Warning, "Component {Component} could not be asked for its minutes")]
    private partial void NotAsked(string component, Exception trouble);

    [LoggerMessage(LogLevel.Warning, "How far publishing to CloudWatch has come was not saved: {Why}")]
    private partial void NotSaved(string why);

    [LoggerMessage(LogLevel.Error, "Publishing to CloudWatch failed; it is tried again")]
    private partial void Failed(Exception trouble);

    [LoggerMessage(LogLevel.Information, "Publishing {Metrics} metrics to CloudWatch in {Calls} calls a minute costs about ${Dollars:F2} a month by list prices")]
    private partial void WillCost(int metrics, int calls, double dollars);
}
