using System.Text.RegularExpressions;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.Readme;

/// <summary>The shell blocks of the README, in order, as a reader would copy them.</summary>
internal static partial class ReadmeCommands
{
    private const string RunGateway = "dotnet run --project src/Gateway --";
    private const string RunCli = "dotnet run --project src/Cli --";

    public static IReadOnlyList<string> All() =>
        [.. ShellBlock().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).Select(m => m.Groups[1].Value.Trim())];

    public static bool StartsGateway(string line) => line.StartsWith(RunGateway, StringComparison.Ordinal);

    /// <summary>Arguments of a line that starts the gateway.</summary>
    public static string[] GatewayArguments(string line) => line[RunGateway.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The block for a gateway at another address and with what is already built.</summary>
    public static string For(string block, Uri gateway, string cli) => block
        .Replace("http://127.0.0.1:8080", gateway.ToString().TrimEnd('/'), StringComparison.Ordinal)
        .Replace(RunCli, $"dotnet '{cli}'", StringComparison.Ordinal);

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();
}
