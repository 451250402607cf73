using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Judging;

/// <summary>
/// Moves the clock of a gateway that judges, and only while nothing is under way that works in real time: on a busy machine
/// a clock that runs on would end calls that are about to be answered.
/// </summary>
internal sealed class JudgedClock(ManualTimeProvider time, HttpClient client, string component)
{
    private const string Kept = "plimsoll_gateway_texts_kept_total ";
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(120);

    /// <summary>How far the clock moves at once; well below the judge's time-out.</summary>
    public TimeSpan Step { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Calls that only the clock can end.</summary>
    public Func<int> Hanging { get; init; } = () => 0;

    /// <summary>Until the texts of so many requests are on the disk, without moving the clock.</summary>
    public Task KeptAsync(int requests) => Eventually.TrueAsync(async () =>
    {
        var metrics = await client.GetStringAsync("/metrics");
        var kept = metrics.Split('\n').FirstOrDefault(l => l.StartsWith(Kept, StringComparison.Ordinal));
        return kept is not null && double.Parse(kept[Kept.Length..], CultureInfo.InvariantCulture) >= requests;
    }, $"the texts of {requests} requests are kept", s_deadline);

    public Task UntilAsync(Func<Task<bool>> holds, string what) => Eventually.TrueAsync(async () =>
    {
        if (await holds())
            return true;
        if (Hanging() > 0 || await InFlightAsync() == 0)
            time.Advance(Step);
        return false;
    }, what, s_deadline);

    private async Task<long> InFlightAsync()
    {
        using var answer = await client.GetAsync(new Uri($"/api/v1/components/{Uri.EscapeDataString(component)}/quality", UriKind.Relative));
        return answer.StatusCode == HttpStatusCode.NotFound
            ? 0
            : (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("judge").GetProperty("in_flight").GetInt64();
    }
}
