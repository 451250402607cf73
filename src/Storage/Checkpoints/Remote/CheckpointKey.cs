using System.Text;

namespace Plimsoll.Storage.Checkpoints.Remote;

/// <summary>Keys and names as bytes: databases differ in which text they keep apart, and in which they refuse.</summary>
internal static class CheckpointKey
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">The text is empty, longer than a key may be, or no valid Unicode.</exception>
    public static byte[] Bytes(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var bytes = Strict.GetBytes(text);
        return bytes.Length <= KeyPath.MaxKeyBytes
            ? bytes
            : throw new ArgumentException($"The key has {bytes.Length} bytes, more than the {KeyPath.MaxKeyBytes} that one may have", nameof(text));
    }

    public static string Text(byte[] bytes) => Strict.GetString(bytes);
}
