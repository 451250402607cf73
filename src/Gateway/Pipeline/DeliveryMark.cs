using System.Globalization;
using Plimsoll.Storage.Journal;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>Where recovery may begin to read, so that a restart reads only what it needs.</summary>
/// <param name="Journal">The journal that was open when the mark was made.</param>
/// <param name="Covered">Saved checkpoints cover this sequence and all before.</param>
/// <param name="Expired">Ids of this sequence and all before are older than the deduplication window.</param>
internal sealed record DeliveryMark(Guid Journal, long Covered, long Expired)
{
    /// <summary>The mark that holds for an opened journal; one that reads everything when there is none or it is of another journal.</summary>
    public static DeliveryMark Read(string path, SegmentLog log)
    {
        var all = new DeliveryMark(log.JournalId, 0, 0);
        if (!File.Exists(path) || Parse(File.ReadAllText(path)) is not { } mark)
            return all;
        var continued = mark.Journal == log.Recovery.PreviousJournal && mark.Covered <= log.LastSequence;
        return continued ? mark with { Journal = log.JournalId } : all;
    }

    /// <summary>Replaces the file at once; after a crash the old mark or the new one is there.</summary>
    public void Write(string path)
    {
        var draft = path + ".new";
        using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Journal:D} {Covered} {Expired} .\n")));
            file.Flush(flushToDisk: true);
        }
        File.Move(draft, path, overwrite: true);
    }

    /// <summary>Null for anything but a whole mark: a mark that reads too much is safe, a guess is not.</summary>
    private static DeliveryMark? Parse(string text)
    {
        var parts = text.Split(' ');
        return parts is [var journal, var covered, var expired, ".\n"]
            && Guid.TryParse(journal, out var id)
            && long.TryParse(covered, NumberStyles.None, CultureInfo.InvariantCulture, out var c)
            && long.TryParse(expired, NumberStyles.None, CultureInfo.InvariantCulture, out var e)
            ? new DeliveryMark(id, c, e)
            : null;
    }
}
