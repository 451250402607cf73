using System.Diagnostics.Metrics;

namespace Plimsoll.Gateway.Erasing;

/// <summary>What becomes of erasures, as metrics and log lines. Never whose they were.</summary>
internal sealed partial class ErasureEvents
{
    private readonly ILogger<ErasureEvents> _logger;
    private readonly Counter<long> _ended;

    public ErasureEvents(IMeterFactory meters, ILogger<ErasureEvents> logger)
    {
        _logger = logger;
        _ended = meters.Create("Plimsoll.Gateway").CreateCounter<long>("plimsoll_gateway_erasures", description: "Erasures of a user that came to an end, by state.");
    }

    public void Ended(ErasureAnswer answer)
    {
        _ended.Add(1, new KeyValuePair<string, object?>("state", answer.State));
        ErasureEnded(answer.Id, answer.State, answer.Reason ?? "", answer.Erased.Rows, answer.Found);
    }

    public void Failed(Exception trouble) => ErasureFailed(trouble);
}
