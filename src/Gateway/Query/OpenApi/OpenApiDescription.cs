using Microsoft.AspNetCore.OpenApi;

namespace Plimsoll.Gateway.Query.OpenApi;

/// <summary>What the OpenAPI document says beyond what the endpoints' signatures tell.</summary>
internal static class OpenApiDescription
{
    public static void Configure(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info.Title = "Plimsoll";
        document.Info.Description = "Observability for large language models in production.";
        document.Info.Version = "v1";
        document.Servers?.Clear();
        IngestOperations.AddTo(document);
        return Task.CompletedTask;
    });
}
