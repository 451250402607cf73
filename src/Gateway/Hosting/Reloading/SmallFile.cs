using System.Text;

namespace Plimsoll.Gateway.Hosting.Reloading;

/// <summary>Reads files that an operator names: certificates, keys, passwords.</summary>
internal static class SmallFile
{
    public const int MaxBytes = 1 << 20;

    /// <exception cref="IOException">It cannot be read, or is longer than <see cref="MaxBytes"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] ReadBytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var bytes = new byte[MaxBytes + 1];
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length <= MaxBytes ? bytes[..length] : throw new IOException($"'{path}' is longer than {MaxBytes} bytes.");
    }

    /// <inheritdoc cref="ReadBytes"/>
    public static string ReadText(string path) => Encoding.UTF8.GetString(ReadBytes(path));
}
