using System.Security.Cryptography;
using System.Text;

namespace Plimsoll.Quality.Golden;

/// <summary>Questions that are asked together.</summary>
/// <param name="Version">Twelve hexadecimal digits of a hash over the file: another text is another set.</param>
public sealed record GoldenSet(string Version, IReadOnlyList<GoldenQuestion> Questions)
{
    public const int MaxQuestions = 10_000;
    public const int MaxBytes = 64 << 20;

    public bool NeedsJudge => Questions.Any(q => q.Check is GoldenCheck.Judged);

    internal static string VersionOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
}
