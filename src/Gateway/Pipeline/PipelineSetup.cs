using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Storage.Journal;

namespace Plimsoll.Gateway.Pipeline;

public static class PipelineSetup
{
    public static IServiceCollection AddPipeline(this IServiceCollection services)
    {
        services.AddSingleton<IHashKey>(OpenKey);
        services.AddSingleton<Backlog>().AddSingleton<ComponentAdmission>().AddSingleton<PipelineEvents>();
        services.AddSingleton<RecoveryGate>().AddSingleton<IReadiness>(s => s.GetRequiredService<RecoveryGate>());
        services.AddSingleton<OpenJournal>(SegmentLog.Open).AddSingleton<JournalHandle>().AddSingleton<RedeliveryRequests>();
        services.AddSingleton<IngestPipeline>().AddSingleton<IIngestPipeline>(s => s.GetRequiredService<IngestPipeline>());
        return services.AddHostedService<PipelineService>();
    }

    private static HashKeyFile OpenKey(IServiceProvider services)
    {
        var key = HashKeyFile.Open(services.GetRequiredService<PlimsollOptions>().DataDirectory);
        if (key.IsReplacement)
            services.GetRequiredService<PipelineEvents>().HashKeyReplaced();
        return key;
    }
}
