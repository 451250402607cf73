using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using Plimsoll.Gateway.Hosting.Access;

namespace Plimsoll.Gateway.WebConsole;

/// <summary>The console's own script, style and icon, served from the assembly. They are public: they hold no data.</summary>
public static class ConsoleAssets
{
    private const string Prefix = "Plimsoll.Console/";

    private static readonly Dictionary<string, string> Types = new()
    {
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    public static void Map(IEndpointRouteBuilder app)
    {
        var assembly = typeof(ConsoleAssets).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            MapOne(app, resource[Prefix.Length..], content);
        }
    }

    private static void MapOne(IEndpointRouteBuilder app, string name, byte[] content)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}\"");
        var type = Types[Path.GetExtension(name)];
        app.MapGet("/console/" + name, (HttpResponse response) =>
        {
            response.Headers.CacheControl = "no-cache";
            return Results.Bytes(content, type, entityTag: tag);
        }).AllowWithoutKey().ExcludeFromDescription();
    }
}
