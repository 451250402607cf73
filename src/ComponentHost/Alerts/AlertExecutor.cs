using System.Text.Json;
using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Notices;
using Plimsoll.Effects;

namespace Plimsoll.ComponentHost.Alerts;

/// <summary>Hands what components say of their alerts to the desk.</summary>
internal sealed class AlertExecutor(IAlertDesk desk) : IEffectExecutor
{
    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(1);

    public string Kind => AlertNotice.Kind;

    public async Task<EffectResult> ExecuteAsync(string component, Effect effect, CancellationToken cancellationToken)
    {
        if (Parse(effect) is not { } notice)
            return new EffectResult.GivenUp("unreadable_payload");
        return await desk.AcceptAsync(notice).WaitAsync(cancellationToken) == DeskAnswer.Done
            ? new EffectResult.Done()
            : new EffectResult.RetryAfter(s_again, "desk_unavailable");
    }

    private static AlertNotice? Parse(Effect effect)
    {
        try
        {
            return JsonSerializer.Deserialize(effect.Payload.Span, AlertNoticeJson.Default.AlertNotice);
        }
        catch (JsonException)
        {
            // A later version's effect after a downgrade: nobody here can read it, and it must not block the rest.
            return null;
        }
    }
}
