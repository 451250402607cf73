using System.Text.RegularExpressions;
using Plimsoll.Integrations.Aws.Wire;
using Plimsoll.Integrations.Tests.Servers;
using Plimsoll.Support;

namespace Plimsoll.Integrations.Tests.Aws.Wire;

/// <summary>Requests of the official SDK as they were recorded: the head as text, the body in a file of its own.</summary>
internal static partial class WireRecording
{
    public static IReadOnlyList<(RecordedRequest Request, AwsService Service)> Read(string recording)
    {
        var text = File.ReadAllText(SharedData.TryPath("wire", $"{recording}.txt")!);
        return [.. Entry().Matches(text).Select(m => (Request(m), Service(m.Groups["headers"].Value)))];
    }

    private static RecordedRequest Request(Match entry) => new(
        "POST", entry.Groups["target"].Value,
        entry.Groups["headers"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(h => h.Split(": ", 2)).ToDictionary(h => h[0].ToLowerInvariant(), h => h[1]),
        File.ReadAllBytes(SharedData.TryPath(["wire", .. entry.Groups["body"].Value.Split('/')])!));

    private static AwsService Service(string headers) =>
        headers.Contains("/monitoring/aws4_request", StringComparison.Ordinal) ? AwsService.CloudWatch
        : headers.Contains("/sns/aws4_request", StringComparison.Ordinal) ? AwsService.Sns
        : AwsService.Bedrock;

    [GeneratedRegex(@"^POST (?<target>\S+) HTTP/1\.1\n(?<headers>(?:[\w-]+: [^\n]*\n)+)\[raw body bytes: (?<body>[^\]]+)\]", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
