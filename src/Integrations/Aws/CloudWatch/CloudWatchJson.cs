using System.Text.Json.Serialization;

namespace Plimsoll.Integrations.Aws.CloudWatch;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(EpochSeconds)])]
[JsonSerializable(typeof(PutMetricDataInput))]
[JsonSerializable(typeof(MetricDatum))]
[JsonSerializable(typeof(GetMetricDataInput))]
[JsonSerializable(typeof(GetMetricDataOutput))]
[JsonSerializable(typeof(ListMetricsInput))]
[JsonSerializable(typeof(ListMetricsOutput))]
internal sealed partial class CloudWatchJson : JsonSerializerContext;
