using System.Text;

namespace Plimsoll.Gateway.Tests.Ingest;

/// <summary>Spoils valid bodies: gently, so that many still decode, and roughly.</summary>
internal sealed class Mutator(Random random)
{
    private const string Alphanumeric = "0123456789abcdefghijklmnopqrstuvwxyz";

    private static readonly byte[][] s_odd =
    [
        "1e999"u8.ToArray(), "-0"u8.ToArray(), "99999999999999999999999999"u8.ToArray(), "0.00000000000000000000000000001"u8.ToArray(),
        "null"u8.ToArray(), "{}"u8.ToArray(), "[]"u8.ToArray(), "\"\\ud800\""u8.ToArray(), "\"\\u0000\""u8.ToArray(), "\n"u8.ToArray(), "\0"u8.ToArray(),
        [0xFF, 0xFE], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
        Encoding.ASCII.GetBytes(new string('[', 200)), Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 200))),
    ];

    public byte[] Mutate(byte[] valid)
    {
        var body = new List<byte>(valid);
        if (random.Next(2) == 0)
        {
            ChangeLetter(body);
            return [.. body];
        }
        for (var left = random.Next(1, 4); left > 0 && body.Count > 0; left--)
            Spoil(body);
        return [.. body];
    }

    public byte[] Noise()
    {
        var bytes = new byte[random.Next(0, 2_000)];
        random.NextBytes(bytes);
        return bytes;
    }

    private void ChangeLetter(List<byte> body)
    {
        var at = random.Next(body.Count);
        for (var tried = 0; tried < body.Count && !char.IsAsciiLetterOrDigit((char)body[at]); tried++)
            at = (at + 1) % body.Count;
        body[at] = (byte)Alphanumeric[random.Next(Alphanumeric.Length)];
    }

    private void Spoil(List<byte> body)
    {
        var at = random.Next(body.Count);
        var length = random.Next(1, Math.Min(40, body.Count - at) + 1);
        switch (random.Next(6))
        {
            case 0: body[at] ^= (byte)(1 << random.Next(8)); break;
            case 1: body.RemoveRange(at, length); break;
            case 2: body.InsertRange(at, body.GetRange(at, length)); break;
            case 3: body.RemoveRange(at, body.Count - at); break;
            case 4: body.InsertRange(at, s_odd[random.Next(s_odd.Length)]); break;
            default: body.InsertRange(random.Next(body.Count), body.GetRange(at, length)); break;
        }
    }
}
