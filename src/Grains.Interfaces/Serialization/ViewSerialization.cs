using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;

namespace Plimsoll.Grains.Serialization;

/// <summary>
/// Views, notices and the state of the alert desk are plain records of Core: they cross as JSON, so that silos of two versions understand each other, and
/// stay uncopied within a process.
/// </summary>
public static class ViewSerialization
{
    private static readonly string[] s_plain = ["Plimsoll.Components.Views", "Plimsoll.Alerting.Desk", "Plimsoll.Alerting.Notices"];

    public static IServiceCollection AddPlimsollSerialization(this IServiceCollection services)
    {
        // Before the JSON serializer, whose own copier would write and read every view.
        services.AddSingleton<IGeneralizedCopier, ViewCopier>();
        // The store's own exceptions too: a caller that cannot read what went wrong would only hear that it cannot.
        services.Configure<ExceptionSerializationOptions>(o => o.SupportedExceptionTypeFilter = _ => true);
        return services.AddSerializer(builder => builder.AddJsonSerializer(
            IsView,
            new JsonSerializerOptions { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals }));
    }

    private static bool IsView(Type type) => s_plain.Contains(type.Namespace);

    private sealed class ViewCopier : IGeneralizedCopier
    {
        public bool IsSupportedType(Type type) => IsView(type);

        public object? DeepCopy(object? input, CopyContext context) => input;
    }
}
