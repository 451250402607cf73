using System.Globalization;
using System.Text.Json;
using Plimsoll.Cli.Remote;

namespace Plimsoll.Cli.Interactions;

/// <summary>Asks for pages of the log until there are enough requests, or no more.</summary>
internal sealed class InteractionsQuery(GatewayClient client, CliHost host, InteractionsOutput output)
{
    private const int PageSize = 500;

    /// <param name="parameters">Of the query string; null values are left out.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IReadOnlyDictionary<string, string?> parameters, int limit, CancellationToken cancellation)
    {
        var given = parameters.Where(p => p.Value is not null).Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value!)}").ToList();
        string? cursor = null;
        for (var shown = 0; shown < limit;)
        {
            var page = Math.Min(PageSize, limit - shown).ToString(CultureInfo.InvariantCulture);
            IEnumerable<string> paging = cursor is null ? [$"limit={page}"] : [$"limit={page}", $"cursor={Uri.EscapeDataString(cursor)}"];
            var answer = await client.GetAsync($"api/v1/interactions?{string.Join('&', given.Concat(paging))}", GatewayJson.Default.InteractionsPage, cancellation);
            if (answer.Problem is { } problem)
            {
                await host.Error.WriteLineAsync(problem);
                return ExitCode.Failure;
            }
            shown += await output.TakeAsync(answer.Value!.Interactions);
            if ((cursor = answer.Value.Next) is null)
                break;
        }
        await output.EndAsync();
        return ExitCode.Success;
    }
}

/// <summary>A page of the log.</summary>
/// <param name="Next">Null when everything was looked at.</param>
internal sealed record InteractionsPage(IReadOnlyList<JsonElement> Interactions, string? Next);
