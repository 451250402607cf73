using System.Diagnostics.Metrics;
using Plimsoll.Gateway.Hosting.Reloading;

namespace Plimsoll.Gateway.Hosting.Tls;

internal static class TlsSetup
{
    public static IServiceCollection AddTls(this IServiceCollection services, ServerCertificate certificate) =>
        services.AddSingleton<IReloadable>(p =>
        {
            Observe(p.GetRequiredService<IMeterFactory>(), certificate);
            return certificate;
        });

    /// <summary>So that an alert can be set on a certificate that is about to end.</summary>
    private static void Observe(IMeterFactory meters, ServerCertificate certificate) =>
        meters.Create("Plimsoll.Gateway").CreateObservableGauge(
            "plimsoll_gateway_certificate_expiry_timestamp_seconds",
            () => new DateTimeOffset(certificate.Current.TargetCertificate.NotAfter.ToUniversalTime()).ToUnixTimeSeconds(),
            description: "Unix time at which the TLS certificate in force ends.");
}
