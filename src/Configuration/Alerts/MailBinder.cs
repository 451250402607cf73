using Plimsoll.Alerting.Delivery;
using Plimsoll.Configuration.Binding;
using Plimsoll.Configuration.Values;

namespace Plimsoll.Configuration.Alerts;

/// <summary>What a channel of mails needs beside a channel's own keys.</summary>
internal static class MailBinder
{
    private const int MaxReceivers = 32;
    private const int SubmissionPort = 587;

    public static MailSettings Bind(Section section)
    {
        foreach (var key in (string[])["host", "from", "to"])
        {
            if (!section.Has(key))
                section.Fail(key, "is missing");
        }
        return new(
            section.Read("host", "", Texts.UpTo(256)),
            section.Read("port", SubmissionPort, Numbers.Between(1, 65_535)),
            section.Read("from", "", Address),
            section.ReadList("to", [], MaxReceivers, Address),
            section.Has("user") ? section.Read("user", "", Texts.UpTo(256)) : null,
            section.Read("tls", true, Booleans.Read));
    }

    private static Parsed<string> Address(string text) =>
        text.Length <= 320 && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < text.Length - 1 && !text.Any(char.IsControl)
            ? text
            : Parsed<string>.Fail($"'{text}' is no mail address");
}
