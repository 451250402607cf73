using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Desk;
using Plimsoll.Components.Rollouts;
using Plimsoll.Effects;
using Plimsoll.Integrations.Http;

namespace Plimsoll.Integrations.Notifiers;

/// <summary>
/// Posts a rollback to the webhook of its component until it is taken, for a day at most: a receiver that refuses is
/// asked again too, since the traffic goes on meanwhile.
/// </summary>
public sealed class RollbackExecutor : IEffectExecutor
{
    private const int Connections = 2;
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_giveUpAfter = TimeSpan.FromDays(1);

    private readonly Func<string, ChannelSecret?> _webhooks;
    private readonly TimeProvider _time;
    private readonly NotifierHttp _http;

    /// <param name="webhooks">By component; null for none.</param>
    public RollbackExecutor(Func<string, ChannelSecret?> webhooks, TimeProvider time)
    {
        (_webhooks, _time) = (webhooks, time);
        _http = new(BoundedHttp.Client(Connections), time, s_timeout, TimeSpan.Zero);
    }

    public string Kind => Rollback.Kind;

    public async Task<EffectResult> ExecuteAsync(string component, Effect effect, CancellationToken cancellationToken)
    {
        if (_webhooks(component) is not { } webhook)
            return new EffectResult.GivenUp("no_webhook");
        var outcome = await _http.PostAsync(new Uri(webhook.Reveal()), effect.Payload.ToArray(), cancellationToken).ConfigureAwait(false);
        if (outcome is DeliveryOutcome.Sent)
            return new EffectResult.Done();
        if (_time.GetUtcNow().ToUnixTimeMilliseconds() - effect.CreatedMs > s_giveUpAfter.TotalMilliseconds)
            return new EffectResult.GivenUp("not_taken_for_a_day");
        return outcome switch
        {
            DeliveryOutcome.Later later => new EffectResult.RetryAfter(later.After ?? TimeSpan.Zero, later.Reason),
            DeliveryOutcome.Rejected rejected => new EffectResult.RetryAfter(TimeSpan.Zero, rejected.Reason),
            _ => throw new InvalidOperationException($"No rule for {outcome.GetType().Name}"),
        };
    }
}
