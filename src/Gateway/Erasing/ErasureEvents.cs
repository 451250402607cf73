using System.Diagnostics.Metrics;
using Plimsoll.ComponentHost;

namespace Plimsoll.Gateway.Erasing;

/// <summary>What becomes of erasures, as metrics and log lines. Never whose they were.</summary>
internal sealed partial class ErasureEvents(IMeterFactory meters, ILogger<ErasureEvents> logger)
{
    private readonly Tally _ended = new(meters, "plimsoll_gateway_erasures", "Erasures of a user that came to an end, by state.", "state");

    public void Ended(ErasureAnswer answer)
    {
        _ended.One(answer.State);
        ErasureEnded(answer.Id, answer.State, answer.Reason ?? "", answer.Erased.Rows, answer.Found);
    }

    public void Failed(Exception trouble) => ErasureFailed(trouble);
}
