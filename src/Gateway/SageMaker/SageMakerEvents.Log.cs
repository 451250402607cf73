namespace Plimsoll.Gateway.SageMaker;

internal sealed partial class SageMakerEvents
{
    [LoggerMessage(LogLevel.Information, "SageMaker's metrics are read again")]
    private partial void WellAgain();

    [LoggerMessage(LogLevel.Warning, "SageMaker's metrics could not be read: {Reason}; next try in {Wait}")]
    private partial void NotAnswered(string reason, TimeSpan wait);

    [LoggerMessage(LogLevel.Error, "Reading SageMaker's metrics stands still. {Advice}. Next try in {Wait}")]
    private partial void MustChange(string advice, TimeSpan wait);

    [LoggerMessage(LogLevel.Warning, "{Missing}")]
    private partial void NotPriced(string missing);

    [LoggerMessage(LogLevel.Warning, "How far SageMaker's metrics were read was not saved: {Why}")]
    private partial void NotSaved(string why);

    [LoggerMessage(LogLevel.Error, "Reading SageMaker's metrics failed; it is tried again")]
    private partial void Failed(Exception trouble);
}
