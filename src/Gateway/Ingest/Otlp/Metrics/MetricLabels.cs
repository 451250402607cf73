using System.Globalization;
using Google.Protobuf.Collections;
using Plimsoll.Gateway.Ingest.Series;
using Plimsoll.Gateway.Protos;

namespace Plimsoll.Gateway.Ingest.Otlp.Metrics;

/// <summary>
/// Attributes of the data point being read and of its resource, by meaning. What Prometheus carried has underscores
/// for dots. Not thread-safe.
/// </summary>
/// <param name="componentAttributes">Attributes that name the component, of the point before the resource; first match wins.</param>
internal sealed class MetricLabels(IReadOnlyList<string> componentAttributes)
{
    private static readonly string[] s_requestModel = ["gen_ai.request.model", "gen_ai_request_model"];
    private static readonly string[] s_responseModel = ["gen_ai.response.model", "gen_ai_response_model"];
    private static readonly string[] s_engineModel = ["model_name"];
    private static readonly string[] s_operation = ["gen_ai.operation.name", "gen_ai_operation_name"];
    private static readonly string[] s_errorType = ["error.type", "error_type"];
    private static readonly string[] s_tokenType = ["gen_ai.token.type", "gen_ai_token_type"];
    private static readonly string[] s_copy = ["k8s.pod.name", "pod", "service.instance.id", "instance"];
    private static readonly string[] s_gpu = ["UUID", "uuid", "gpu"];

    private readonly string[][] _component = [.. componentAttributes.Select(Equivalents)];
    private readonly AttributeMap _resource = new();
    private readonly AttributeMap _point = new();
    private readonly SeriesIdentity _origin = new();
    private RepeatedField<KeyValue>? _pointAttributes;
    private ulong _resourceHash;
    private ulong _originHash;

    public string? Operation => _point.Text(s_operation);

    public string? ErrorType => _point.Text(s_errorType);

    public string? TokenType => _point.Text(s_tokenType);

    public string? Gpu => _point.Text(s_gpu);

    public string? Model => _point.Text(s_requestModel) ?? ResponseModel ?? _point.Text(s_engineModel);

    /// <summary>What answered, where that is not what was asked for.</summary>
    public string? ModelVersion => ResponseModel is { } response && response != Model ? response : null;

    /// <summary>The engine's process; of several engines in one process, each but the first with its number.</summary>
    public string? Copy
    {
        get
        {
            var copy = _point.Text(s_copy) ?? _resource.Text(s_copy);
            return _point.Text("engine") is { } engine and not "0" ? $"{copy}/{engine}" : copy;
        }
    }

    private string? ResponseModel => _point.Text(s_responseModel);

    public void BeginResource(Resource? resource)
    {
        _resource.Load(resource?.Attributes);
        _origin.Clear();
        foreach (var attribute in resource?.Attributes ?? [])
            _origin.Add(attribute.Key, Shown(attribute.Value));
        _resourceHash = _origin.Hash("resource", default);
        BeginScope("");
    }

    public void BeginScope(string name)
    {
        _origin.Clear();
        _origin.Add("resource", Hex(_resourceHash));
        _originHash = _origin.Hash(name, default);
    }

    public void BeginPoint(RepeatedField<KeyValue> attributes)
    {
        _pointAttributes = attributes;
        _point.Load(attributes);
    }

    public string? Text(string name) => _point.Text(name);

    public string Component()
    {
        foreach (var names in _component)
        {
            if ((_point.Text(names) ?? _resource.Text(names)) is { } component)
                return component;
        }
        return "";
    }

    /// <summary>Everything that tells the point's series from others of the same metric.</summary>
    public void Describe(SeriesIdentity identity)
    {
        identity.Clear();
        // Hashed once, for a request may hold many points of one long resource.
        identity.Add("origin", Hex(_originHash));
        foreach (var attribute in _pointAttributes ?? [])
            identity.Add(attribute.Key, Shown(attribute.Value));
    }

    private static string Hex(ulong hash) => hash.ToString("x16", CultureInfo.InvariantCulture);

    private static string Shown(AnyValue? value) => value is { HasStringValue: true } ? value.StringValue : value?.ToString() ?? "";

    private static string[] Equivalents(string name) =>
        name == s_responseModel[0] ? [.. s_responseModel, .. s_engineModel] : [name, name.Replace('.', '_')];
}
