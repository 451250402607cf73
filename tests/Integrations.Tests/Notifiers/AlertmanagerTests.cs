using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Rules;
using Plimsoll.Integrations.Notifiers;
using Plimsoll.Support;

namespace Plimsoll.Integrations.Tests.Notifiers;

public class AlertmanagerTests
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    [ToolFact(AlertmanagerServer.Program)]
    public async Task Real_Alertmanager_takes_what_fires_escalates_and_resolves()
    {
        await using var server = AlertmanagerServer.Start();
        await Eventually.TrueAsync(async () => await server.FiringAsync() is [], "Alertmanager answers", s_deadline);
        var notifier = NotifierFactory.Make(
            new(ChannelKind.Alertmanager, new ChannelPolicy { Name = "am" }) { Url = server.Url, Timeout = s_deadline }, new Uri("https://plimsoll.example.com"), TimeProvider.System);

        Assert.IsType<DeliveryOutcome.Sent>(await notifier.SendAsync(Told.Of(Fires(AlertPriority.P3, null)), default));
        await Eventually.TrueAsync(async () => await server.FiringAsync() is ["ttft-high P3"], "it fires", s_deadline);

        Assert.IsType<DeliveryOutcome.Sent>(await notifier.SendAsync(Told.Of(Fires(AlertPriority.P1, AlertPriority.P3)), default));
        await Eventually.TrueAsync(async () => await server.FiringAsync() is ["ttft-high P1"], "it fires as the new priority alone", s_deadline);

        var ended = Told.Alert(active: false) with { Ended = TimeProvider.System.GetUtcNow() };
        Assert.IsType<DeliveryOutcome.Sent>(await notifier.SendAsync(Told.Of(new NotifiedAlert(ended, false, true, AlertPriority.P1)), default));
        await Eventually.TrueAsync(async () => await server.FiringAsync() is [], "it resolved", s_deadline);
    }

    private static NotifiedAlert Fires(AlertPriority priority, AlertPriority? before) => new(Told.Alert(priority: priority), true, true, before);
}
