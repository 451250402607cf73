using System.Globalization;
using System.Text;
using Plimsoll.Storage.Files;
using Plimsoll.Storage.Journal;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>Where recovery may begin to read, so that a restart reads only what it needs.</summary>
/// <param name="Journal">The journal that was open when the mark was made.</param>
/// <param name="Covered">Saved checkpoints cover this sequence and all before.</param>
/// <param name="Expired">Ids of this sequence and all before are older than the deduplication window.</param>
internal sealed record DeliveryMark(Guid Journal, long Covered, long Expired)
{
    /// <summary>The mark that holds for an opened journal; one that reads everything when there is none or it is of another journal.</summary>
    /// <param name="problem">What is wrong with the file, with its place; null when it is whole or absent.</param>
    public static DeliveryMark Read(string path, SegmentLog log, out string? problem)
    {
        problem = null;
        var all = new DeliveryMark(log.JournalId, 0, 0);
        if (!File.Exists(path))
            return all;
        if (Parse(File.ReadAllText(path, Encoding.Latin1)) is not { } mark)
        {
            problem = $"{Path.GetFileName(path)} at byte 0: the mark does not verify, so the whole journal is read";
            return all;
        }
        var continued = mark.Journal == log.Recovery.PreviousJournal && mark.Covered <= log.LastSequence;
        return continued ? mark with { Journal = log.JournalId } : all;
    }

    /// <summary>Replaces the file at once; after a crash the old mark or the new one is there.</summary>
    public void Write(string path)
    {
        var draft = path + ".new";
        var content = string.Create(CultureInfo.InvariantCulture, $"{Journal:D} {Covered} {Expired}");
        using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write))
        {
            file.Write(Encoding.Latin1.GetBytes($"{content} {Checksum(content)}\n"));
            file.Flush(flushToDisk: true);
        }
        File.Move(draft, path, overwrite: true);
    }

    /// <summary>Null for anything but a whole mark: a mark that reads too much is safe, one that skips an entry loses it.</summary>
    private static DeliveryMark? Parse(string text)
    {
        var parts = text.Split(' ');
        return parts is [var journal, var covered, var expired, var checksum]
            && checksum == Checksum($"{journal} {covered} {expired}") + "\n"
            && Guid.TryParse(journal, out var id)
            && long.TryParse(covered, NumberStyles.None, CultureInfo.InvariantCulture, out var c)
            && long.TryParse(expired, NumberStyles.None, CultureInfo.InvariantCulture, out var e)
            ? new DeliveryMark(id, c, e)
            : null;
    }

    private static string Checksum(string content) => Crc32C.Compute(Encoding.Latin1.GetBytes(content)).ToString("x8", CultureInfo.InvariantCulture);
}
