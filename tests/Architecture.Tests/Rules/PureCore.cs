using System.Text.RegularExpressions;

namespace Plimsoll.Architecture.Tests.Rules;

/// <summary>Core reads no file, no clock, no environment and no network, starts no thread and draws no random number.</summary>
internal sealed partial class PureCore : IRule
{
    public IEnumerable<string> Breaches(SourceTree tree)
    {
        foreach (var file in tree.Sources("src/Core"))
        {
            var lines = Code.WithoutCommentsAndTexts(tree.Read(file)).Split('\n');
            for (var i = 0; i < lines.Length; i++)
            {
                if (Impure().Match(lines[i]) is { Success: true } found)
                    yield return $"{file}:{i + 1}: Core is pure, so no {found.Value.Trim()}";
            }
        }
    }

    [GeneratedRegex(
        """
        ^\s*using\s+(static\s+)?(System\.(IO|Net|Threading|Diagnostics\.Process|Data|Security\.Cryptography\.RandomNumberGenerator)|Microsoft\.|Orleans|YamlDotNet|Spectre)[\w.]*
        | \b(File|FileInfo|FileStream|FileSystemWatcher|Directory|DirectoryInfo|DriveInfo|StreamReader|StreamWriter)\b(?=\s*[.(])
        | \b(DateTime|DateTimeOffset)\.(UtcNow|Now|Today)\b
        | \b(TimeProvider|Stopwatch|Thread|ThreadPool|Parallel|PeriodicTimer|Timer|SemaphoreSlim|Interlocked|Volatile|Monitor)\b
        | \bTask\.(Run|Delay|Factory)\b
        | \block\s*\(
        | \bRandom\.Shared\b | \bnew\s+Random\s*\(\s*\) | \bRandomNumberGenerator\b | \bGuid\.(NewGuid|CreateVersion7)\b
        | \bEnvironment\.\w+ | \bConsole\.\w+ | \bProcess\.\w+
        | \b(HttpClient|Socket|TcpClient|UdpClient|Dns)\b
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Impure();
}
