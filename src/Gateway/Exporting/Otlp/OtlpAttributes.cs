using Plimsoll.Gateway.Protos;

namespace Plimsoll.Gateway.Exporting.Otlp;

internal static class OtlpAttributes
{
    public static KeyValue Of(string key, string value) => new() { Key = key, Value = new AnyValue { StringValue = value } };

    public static KeyValue Of(string key, double value) => new() { Key = key, Value = new AnyValue { DoubleValue = value } };

    /// <summary>Plimsoll itself, with what the operator adds.</summary>
    public static Resource Resource(IReadOnlyDictionary<string, string> labels)
    {
        var resource = new Resource { Attributes = { Of("service.name", "plimsoll") } };
        resource.Attributes.AddRange(labels.Select(l => Of(l.Key, l.Value)));
        return resource;
    }
}
