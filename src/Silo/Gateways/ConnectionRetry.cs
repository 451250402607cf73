namespace Plimsoll.Silo.Gateways;

/// <summary>A gateway may start before the silos do.</summary>
internal sealed partial class ConnectionRetry(TimeProvider time, ILogger<ConnectionRetry> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        NoSilo(exception.Message);
        await Task.Delay(Wait, time, cancellationToken);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "No silo answers yet: {Reason}")]
    private partial void NoSilo(string reason);
}
