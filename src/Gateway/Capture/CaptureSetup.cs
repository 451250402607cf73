using Plimsoll.Configuration;
using Plimsoll.Fleet;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Integrations.SageMaker.Capture;
using Plimsoll.Storage.Cursors;

namespace Plimsoll.Gateway.Capture;

internal static class CaptureSetup
{
    /// <summary>Nothing where nothing is configured.</summary>
    public static IServiceCollection AddCapture(this IServiceCollection services, PlimsollOptions options)
    {
        if (options.Capture.Count == 0)
            return services;
        services.AddSingleton<CaptureEvents>().AddSingleton<CapturedRows>().AddSingleton<CaptureHandOver>().AddSingleton<IDegradation, CaptureDegradation>();
        services.AddSingleton(s => new CaptureReader(
            [.. options.Capture.Select(c => new CaptureSource(
                c, CaptureStoreFactory.Make(c), s.GetRequiredService<CursorStore>().Find($"{CaptureReader.Lease}-{c.Name}"),
                s.GetRequiredService<CaptureHandOver>(), s.GetRequiredService<CaptureEvents>(), s.GetRequiredService<TimeProvider>()))],
            s.GetRequiredService<IFleetLease>(), s.GetRequiredService<RecoveryGate>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<CaptureEvents>()));
        return services.AddHostedService(s => s.GetRequiredService<CaptureReader>());
    }

    private sealed class CaptureDegradation(CaptureReader reader) : IDegradation
    {
        public string? Problem => reader.Statuses.FirstOrDefault(s => s.Problem is not null) is { } status ? $"capture {status.Name}: {status.Problem}" : null;
    }
}
