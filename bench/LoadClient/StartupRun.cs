using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Plimsoll.Bench;

/// <summary>Starts a server, times it until it accepted a record, and reads its memory ten seconds after the start.</summary>
internal static class StartupRun
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(Uri server, string command, string[] arguments)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        for (var warm = 0; warm < 5; warm++)
            await AcceptedAsync(client, server);

        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true })!;
        try
        {
            while (!await AcceptedAsync(client, server))
            {
                if (Stopwatch.GetElapsedTime(start) > Limit || process.HasExited)
                {
                    Console.Error.WriteLine($"no record accepted within {Limit}");
                    return 1;
                }
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            }
            var accepted = Stopwatch.GetElapsedTime(start);
            await Task.Delay(Idle - accepted, TimeProvider.System);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{accepted.TotalSeconds:0.00} {ResidentMiB(process.Id):0.0}"));
            return 0;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task<bool> AcceptedAsync(HttpClient client, Uri server)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        using var content = new StringContent($$"""[{"component":"first","timestamp":{{now}},"ttft_ms":1}]""", Encoding.UTF8, "application/json");
        try
        {
            using var response = await client.PostAsync(new Uri(server, "api/v1/records"), content);
            return response.IsSuccessStatusCode && (await response.Content.ReadAsStringAsync()).Contains("\"accepted\":1", StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static double ResidentMiB(int pid)
    {
        var line = File.ReadLines($"/proc/{pid}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(':')[1].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
    }
}
