using System.Text.RegularExpressions;

namespace Plimsoll.Architecture.Tests.Rules;

internal static partial class Code
{
    /// <summary>The source with comments, texts and characters blanked and every line kept in its place.</summary>
    public static string WithoutCommentsAndTexts(string source) =>
        NotCode().Replace(source, found => new string('\n', found.Value.Count(c => c == '\n')));

    [GeneratedRegex(""""
        //[^\n]* | /\*.*?\*/ | """.*?""" | @"(?:[^"]|"")*" | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])+'
        """", RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline)]
    private static partial Regex NotCode();
}
