using Plimsoll.Configuration;
using Plimsoll.Effects;
using Plimsoll.Integrations.Notifiers;

namespace Plimsoll.Gateway.Comparing;

public static class RolloutSetup
{
    /// <summary>For every process that hosts components.</summary>
    public static IServiceCollection AddRollbacks(this IServiceCollection services) => services.AddSingleton<IEffectExecutor>(s =>
    {
        var options = s.GetRequiredService<PlimsollOptions>();
        return new RollbackExecutor(component => options.SettingsFor(component).Rollout?.Webhook, s.GetRequiredService<TimeProvider>());
    });
}
