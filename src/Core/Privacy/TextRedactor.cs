namespace Plimsoll.Privacy;

/// <summary>
/// Takes out of a text what identifies people or opens doors: keys and passwords, e-mail addresses, IBANs, IP addresses,
/// card numbers (by their Luhn digit) and telephone numbers. What is found gives way to a word in brackets. When in doubt a
/// text loses more than it must. Names and postal addresses are not recognised.
/// </summary>
public static class TextRedactor
{
    private const string Key = "[key]";
    private const string Email = "[email]";
    private const string Iban = "[iban]";
    private const string Address = "[ip]";
    private const string Card = "[card]";
    private const string Phone = "[phone]";

    /// <summary>The words in brackets, each for what it stands in place of.</summary>
    public static IReadOnlyList<string> Marks { get; } = [Key, Email, Iban, Address, Card, Phone];

    /// <summary>The text without what is recognised; redacting it again changes nothing.</summary>
    public static string Redact(string text)
    {
        // A replacement can uncover what its neighbour hid, such as a number that began in the middle of another. Every
        // round that changes something leaves less to find.
        while (Once(text) is var next && next != text)
            text = next;
        return text;
    }

    private static string Once(string text)
    {
        text = RedactionPatterns.PrivateKey().Replace(text, Key);
        text = RedactionPatterns.Token().Replace(text, Key);
        text = RedactionPatterns.Assigned().Replace(text, found => found.Groups["name"].Value + Key);
        text = RedactionPatterns.Email().Replace(text, Email);
        text = RedactionPatterns.Iban().Replace(text, Iban);
        text = RedactionPatterns.IPv4().Replace(text, Address);
        text = RedactionPatterns.PerhapsIPv6().Replace(text, found => InternetAddress.IsIPv6(found.ValueSpan) ? Address : found.Value);
        text = RedactionPatterns.Digits().Replace(text, found => CardNumber.IsIn(found.ValueSpan) ? Card : found.Value);
        return RedactionPatterns.Phone().Replace(text, Phone);
    }
}
