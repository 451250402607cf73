using FsCheck;
using FsCheck.Fluent;
using Plimsoll.Privacy;

namespace Plimsoll.Core.Tests.Privacy;

public sealed class TextRedactorTests
{
    private static readonly string[] Innocent =
    [
        "Hello", "the answer is 42", "in 2026", "version 1.2.3", "at 12:30:45", "std::vector", "3.14159", "1,000,000 tokens", "Where?", "\n",
        "price: $12.50", "a@b", "10:00", "x = y", "日本語", "[1]", "{\"a\": 1}", "max_tokens=4096", "1790000000000", "0.5", "7-8", "https://example.org/a?b=c",
    ];

    private static readonly string[] Separators = [" ", ", ", "; ", "\n", " (", ") ", "\t"];

    /// <summary>What must be gone afterwards, drawn from a seed.</summary>
    private static Gen<string> Private => Gen.OneOf(
        Gen.Elements("jane.doe@example.com", "o'neil+tag@mail.example.co.uk", "müller@example.de"),
        Digits(15).Select(d => d + Luhn(d)),
        Digits(15).Select(d => d + Luhn(d)).Select(d => $"{d[..4]} {d[4..8]} {d[8..12]} {d[12..]}"),
        Gen.Elements("DE89370400440532013000", "DE89 3704 0044 0532 0130 00", "GB29 NWBK 6016 1331 9268 19", "FR1420041010050500013M02606", "NO9386011117947"),
        Gen.Elements("sk-proj-abcdefghijklmnop1234567890", "ghp_abcdefghijklmnopqrstuvwxyz0123456789", "AKIAIOSFODNN7EXAMPLE", "hf_abcdefghijklmnopqrstuvwx",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N", "xoxb-123456789012-abcdefGHIJ", "Bearer abcdefghijklmnopqrstuvwx"),
        Gen.Elements("192.168.10.254", "10.0.0.1", "2001:db8::8a2e:370:7334", "fe80::1", "2001:0db8:85a3:0000:0000:8a2e:0370:7334"),
        Gen.Elements("+49 170 1234567", "+1 (415) 555-2671", "(415) 555-2671", "415-555-2671", "+442079460958", "0171 / 1234567", "030 12345678"));

    [Fact]
    public void Nothing_private_is_left_whatever_stands_around_it()
    {
        var texts = Gen.ListOf(Gen.Zip(Gen.OneOf(Private.Select(p => (p, true)), Gen.Elements(Innocent).Select(i => (i, false))), Gen.Elements(Separators)), 6);
        Prop.ForAll(texts.ToArbitrary(), pieces =>
        {
            var redacted = TextRedactor.Redact(string.Concat(pieces.Select(p => p.Item1.Item1 + p.Item2)));
            foreach (var ((text, isPrivate), _) in pieces.Where(p => p.Item1.Item2))
                Assert.DoesNotContain(text, redacted, StringComparison.Ordinal);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Redacting_again_changes_nothing()
    {
        var pieces = Gen.OneOf(
            Private, Gen.Elements(Innocent), Gen.Elements("@", "4", "41", ".", ":", "::", "-", " ", "+", "password=", "api_key: ", "secret\":\"", "Bearer ", "eyJ", "sk-", "DE89"),
            Gen.Choose(0, 99_999_999).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Prop.ForAll(Gen.ListOf(pieces, 12).ToArbitrary(), parts =>
        {
            var once = TextRedactor.Redact(string.Concat(parts));
            Assert.Equal(once, TextRedactor.Redact(once));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Innocent_texts_stay_as_they_are()
    {
        foreach (var text in Innocent)
            Assert.Equal(text, TextRedactor.Redact(text));
        var all = string.Join(" and ", Innocent);
        Assert.Equal(all, TextRedactor.Redact(all));
    }

    [Theory]
    [InlineData("password=hunter2hunter2, done", "password=[key], done")]
    [InlineData("{\"api_key\": \"abc123def456\"}", "{\"api_key\": \"[key]\"}")]
    [InlineData("mail jane@example.com or call +49 170 1234567.", "mail [email] or call [phone].")]
    [InlineData("card 4111 1111 1111 1111 12/26", "card [card]/26")]
    [InlineData("host 10.1.2.3:8080", "host [ip]:8080")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIEow+/=\nAAAA\n-----END RSA PRIVATE KEY-----. So?", "[key]. So?")]
    [InlineData("4111 1111 1111 1112", "4111 1111 1111 1112")]
    public void Words_around_what_is_found_stay(string text, string redacted) => Assert.Equal(redacted, TextRedactor.Redact(text));

    [Fact]
    public void Texts_made_to_be_slow_are_redacted_in_time_that_grows_with_their_length()
    {
        foreach (var piece in new[] { "a", "1 ", "1-", "a.", "a@", "sk-", ":", "f:", "(1)", "+1", "eyJ", "eyJ-", "A1", "DE89 ", "-----BEGIN " })
        {
            var text = string.Concat(Enumerable.Repeat(piece, 50_000 / piece.Length));
            Assert.NotNull(TextRedactor.Redact(text));
        }
    }

    private static Gen<string> Digits(int count) =>
        Gen.ListOf(Gen.Choose(0, 9), count - 1).Select(d => "4" + string.Concat(d));

    private static int Luhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? (2 * digit > 9 ? 2 * digit - 9 : 2 * digit) : digit;
        }
        return (10 - sum % 10) % 10;
    }
}
