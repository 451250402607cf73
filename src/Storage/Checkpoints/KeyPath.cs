using System.Globalization;
using System.Text;

namespace Plimsoll.Storage.Checkpoints;

/// <summary>
/// Keys as directories and back. Only lower-case letters, digits, <c>-</c>, <c>_</c> and <c>.</c> stand for themselves, so keys stay
/// apart on file systems that ignore case; a long key is split into nested directories, all but the last ending in <c>~</c>.
/// </summary>
internal static class KeyPath
{
    /// <summary>A key's bound, bytes of UTF-8, so that its path stays inside what operating systems allow.</summary>
    public const int MaxKeyBytes = 1024;

    public const char Continues = '~';

    private const int PartLength = 200;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">The key is empty, too long, or no valid Unicode.</exception>
    public static string Of(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var bytes = Strict.GetBytes(key);
        if (bytes.Length > MaxKeyBytes)
            throw new ArgumentException($"The key has {bytes.Length} bytes, more than the {MaxKeyBytes} that one may have", nameof(key));
        var escaped = Escape(bytes);
        var parts = escaped.Chunk(PartLength).Select(p => new string(p)).ToArray();
        return string.Join($"{Continues}{Path.DirectorySeparatorChar}", parts);
    }

    /// <summary>The key of an escaped name (the parts put together, without <c>~</c>); null when it is none.</summary>
    public static string? KeyOf(string escaped)
    {
        var key = Uri.UnescapeDataString(escaped);
        return Escape(Encoding.UTF8.GetBytes(key)) == escaped ? key : null;
    }

    private static string Escape(byte[] bytes)
    {
        var escaped = new StringBuilder(bytes.Length);
        foreach (var b in bytes)
        {
            var c = (char)b;
            // A dot stands for itself except in front, where it would make "." and "..".
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' || (c == '.' && escaped.Length % PartLength != 0))
                escaped.Append(c);
            else
                escaped.Append(CultureInfo.InvariantCulture, $"%{b:x2}");
        }
        return escaped.ToString();
    }
}
