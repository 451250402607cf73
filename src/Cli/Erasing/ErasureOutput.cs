using System.Globalization;
using System.Text.Json;
using Plimsoll.Cli.Output;
using Plimsoll.Cli.Remote;

namespace Plimsoll.Cli.Erasing;

/// <summary>An erasure that is over, in lines.</summary>
internal static class ErasureOutput
{
    public static IEnumerable<string> Lines(ErasureAnswer answer, bool json) =>
        json ? [JsonSerializer.Serialize(answer, GatewayJson.Default.ErasureAnswer)] : [.. Removed(answer.Erased), "", .. Proof(answer), "", Headline(answer)];

    private static IEnumerable<string> Removed(ErasedCounts erased)
    {
        var table = new PlainTable(new("TAKEN OUT"), new("COUNT", IsNumber: true));
        (string Name, long Count)[] rows =
        [
            ("rows of the journal (counted as before)", erased.Rows), ("requests with texts", erased.Texts), ("verdicts", erased.Verdicts),
            ("answers that waited for a judge", erased.Judgements), ("human judgements", erased.Annotations), ("sessions", erased.Sessions),
            ("lines of the audit log", erased.AuditLines),
        ];
        foreach (var (name, count) in rows)
            table.Add(name, Number(count));
        return table.Lines();
    }

    private static IEnumerable<string> Proof(ErasureAnswer answer)
    {
        var table = new PlainTable(new("SEARCHED"), new("FILES", IsNumber: true), new("BYTES", IsNumber: true), new("FOUND", IsNumber: true));
        foreach (var place in answer.Searched)
            table.Add(PlainTable.Printable(place.Place), Number(place.Files), Number(place.Bytes), Number(place.Found));
        return table.Lines();
    }

    private static string Headline(ErasureAnswer answer) => answer.State switch
    {
        "done" when answer.IdSearched => "Erased: neither the id nor its pseudonym was found in any form.",
        "done" => "Erased: the pseudonym was not found in any form. The id is too short to be searched for: it stands in any file by chance.",
        _ => $"Not finished: {Why(answer)} Erase again.",
    };

    private static string Why(ErasureAnswer answer) => answer.Reason switch
    {
        "found" => string.Create(CultureInfo.InvariantCulture, $"it was found in {answer.Found:N0} places; the user may still be sending, or others wrote of them."),
        "deliveries_outstanding" => "some component has not taken yet what was on its way to it.",
        "component_not_saved" => "some component could not save its state.",
        "unreadable" => string.Create(CultureInfo.InvariantCulture, $"{answer.Erased.Unreadable:N0} batches of the journal cannot be read by this build."),
        "too_many_requests" => "the user has more requests than are followed at once.",
        var other => $"{PlainTable.Printable(other ?? answer.State)}.",
    };

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
