using Plimsoll.Integrations.Export;

namespace Plimsoll.Gateway.Exporting;

/// <summary>Makes what is sent to one receiver.</summary>
internal interface IExportSource
{
    /// <summary>Of the lease, the metrics and the log: letters and -.</summary>
    string Name { get; }

    /// <summary>What there is to be sent now.</summary>
    Task<IReadOnlyList<ExportPayload>> CollectAsync(DateTimeOffset at, CancellationToken cancellation);

    /// <summary>All that was collected has been sent, refused, or has given way.</summary>
    Task SettledAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Another process sends from now on.</summary>
    void StandBy();
}
