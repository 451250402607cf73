using Microsoft.OpenApi;

namespace Plimsoll.Gateway.Query.OpenApi;

/// <summary>
/// Describes the ways in. Their handlers read raw bodies for speed, so that no signature says what they take.
/// </summary>
internal static class IngestOperations
{
    public static void AddTo(OpenApiDocument document)
    {
        foreach (var body in RequestBodies.All)
        {
            Add(document, $"/api/v1/{body.Name}", new OpenApiOperation
            {
                Summary = body.Summary,
                Description = "One object, an array or NDJSON; gzip, deflate or br. What is wrong with one row is told under its index and fails no other.",
                RequestBody = Body(body.Schema(), "application/json", "application/x-ndjson"),
                Responses = Responses(Answer()),
            });
        }
        Add(document, "/v1/traces", Otlp("traces", "spans", "Spans that are calls of a model count as requests; the rest is ignored."));
        Add(document, "/v1/metrics", Otlp("metrics", "data points",
            "Metrics of the GenAI conventions, vLLM, SGLang and DCGM count, cumulative or delta; the rest is ignored."));
        Add(document, "/v1/logs", Otlp("logs", "log records", "Events gen_ai.evaluation.result are scores; the rest is ignored."));
        Add(document, "/api/v1/write", RemoteWrite());
    }

    private static OpenApiOperation Otlp(string signal, string rejected, string description) => new()
    {
        Summary = $"OTLP {signal}",
        Description = $"OTLP/HTTP, protobuf or JSON. {description}",
        RequestBody = Body(new OpenApiSchema { Type = JsonSchemaType.Object }, "application/x-protobuf", "application/json"),
        Responses = Responses(new OpenApiSchema { Type = JsonSchemaType.Object, Description = $"partialSuccess, where {rejected} were rejected." }),
    };

    private static OpenApiOperation RemoteWrite()
    {
        var responses = Responses(new OpenApiSchema());
        responses.Remove("200");
        responses["204"] = new OpenApiResponse { Description = "Durable" };
        return new OpenApiOperation
        {
            Summary = "Prometheus remote write 1.0",
            Description = "prometheus.WriteRequest, snappy block-compressed. Series of vLLM, SGLang and DCGM are taken, others counted and left out.",
            RequestBody = Body(new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" }, "application/x-protobuf"),
            Responses = responses,
        };
    }

    private static void Add(OpenApiDocument document, string path, OpenApiOperation operation)
    {
        operation.Tags = new HashSet<OpenApiTagReference> { new("Ingest", document) };
        document.Paths[path] = new OpenApiPathItem { Operations = new() { [HttpMethod.Post] = operation } };
    }

    private static OpenApiRequestBody Body(OpenApiSchema schema, params string[] types) => new()
    {
        Required = true,
        Content = types.ToDictionary(t => t, _ => new OpenApiMediaType { Schema = schema }),
    };

    private static OpenApiResponses Responses(OpenApiSchema answer) => new()
    {
        ["200"] = new OpenApiResponse { Description = "Durable", Content = Content("application/json", answer) },
        ["400"] = Problem("The body is malformed"),
        ["413"] = Problem("The body, decompressed or not, or its number of rows is above the bound"),
        ["415"] = Problem("The content type or encoding is not taken"),
        ["429"] = Problem("Too much at once; see Retry-After"),
        ["503"] = Problem("The journal takes no more; see Retry-After"),
    };

    private static OpenApiSchema Answer() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["accepted"] = Integer("Rows that count."),
            ["duplicates"] = Integer("Rows that were sent before."),
            ["rejected"] = new OpenApiSchema { Type = JsonSchemaType.Array, Description = "At most 100.", Items = Rejection() },
            ["rejected_total"] = Integer("Rows that were rejected."),
            ["ignored_fields"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "Fields of unknown name, with how often they came." },
        },
    };

    private static OpenApiSchema Rejection() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["index"] = Integer("Position of the row, from 0."),
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["field"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["reason"] = new OpenApiSchema { Type = JsonSchemaType.String },
        },
    };

    private static OpenApiSchema Integer(string description) => new() { Type = JsonSchemaType.Integer, Description = description };

    private static OpenApiResponse Problem(string description) => new()
    {
        Description = description,
        Content = Content("application/problem+json", new OpenApiSchema { Type = JsonSchemaType.Object }),
    };

    private static Dictionary<string, OpenApiMediaType> Content(string type, OpenApiSchema schema) =>
        new() { [type] = new OpenApiMediaType { Schema = schema } };
}
