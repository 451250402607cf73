using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Google.Protobuf;
using Plimsoll.Gateway.Protos;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Erasing;

/// <summary>How a user may stand in what is stored.</summary>
internal sealed class UserForms
{
    /// <summary>A shorter id stands in any file by chance; its pseudonym alone is searched for.</summary>
    public const int LeastIdBytes = 6;

    private UserForms(IReadOnlyList<ulong> pseudonyms, IReadOnlyList<byte[]> bytes) => (Pseudonyms, Bytes) = (pseudonyms, bytes);

    public IReadOnlyList<ulong> Pseudonyms { get; }

    /// <summary>What to look for in files.</summary>
    public IReadOnlyList<byte[]> Bytes { get; }

    public static UserForms Of(string userId, KeyedHash hash)
    {
        var utf8 = Encoding.UTF8.GetBytes(userId);
        var pseudonyms = new List<ulong> { hash.Hash64(utf8) };
        // A trace may say a user's number as a number.
        if (long.TryParse(userId, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            pseudonyms.Add(hash.Hash64(new AnyValue { IntValue = number }.ToByteArray()));
        var texts = utf8.Length < LeastIdBytes ? [] : Texts(userId);
        return new(pseudonyms, [.. texts.Concat(pseudonyms.SelectMany(Numbers)).Distinct(SameBytes.Instance)]);
    }

    private static byte[][] Texts(string userId) =>
    [
        Encoding.UTF8.GetBytes(userId),
        Encoding.Unicode.GetBytes(userId),
        Encoding.UTF8.GetBytes(JavaScriptEncoder.Default.Encode(userId)),
        Encoding.UTF8.GetBytes(Uri.EscapeDataString(userId)),
        Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(userId))),
    ];

    private static byte[][] Numbers(ulong pseudonym)
    {
        var (little, big) = (new byte[sizeof(ulong)], new byte[sizeof(ulong)]);
        BinaryPrimitives.WriteUInt64LittleEndian(little, pseudonym);
        BinaryPrimitives.WriteUInt64BigEndian(big, pseudonym);
        return
        [
            little, big, Ascii($"{pseudonym:x16}"), Ascii($"{pseudonym:X16}"), Ascii($"{pseudonym}"),
        ];
    }

    private static byte[] Ascii(FormattableString text) => Encoding.ASCII.GetBytes(FormattableString.Invariant(text));

    private sealed class SameBytes : IEqualityComparer<byte[]>
    {
        public static readonly SameBytes Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] bytes) => bytes.Length;
    }
}
