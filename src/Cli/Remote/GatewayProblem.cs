using System.Globalization;
using System.Text.Json;

namespace Plimsoll.Cli.Remote;

internal static class GatewayProblem
{
    /// <summary>What a gateway says is wrong, in one line.</summary>
    public static async Task<string> DescribeAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var status = string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {response.ReasonPhrase}");
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
            return status;
        try
        {
            using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellation));
            return problem.RootElement.TryGetProperty("detail", out var detail) ? $"{status}: {detail}" : status;
        }
        catch (JsonException)
        {
            return status;
        }
    }
}
