using Plimsoll.Aggregation.Encoding;
using Plimsoll.Telemetry.Content;

namespace Plimsoll.Aggregation;

/// <summary>What was found in the responses of one window, as counts, each beside what it is a part of.</summary>
internal sealed class ContentAggregate
{
    /// <summary>Responses that were looked at for a refusal and that no filter had stopped.</summary>
    public long Screened { get; private set; }

    public long Refused { get; private set; }

    /// <summary>Responses of which a form was expected.</summary>
    public long FormatChecked { get; private set; }

    public long FormatOk { get; private set; }

    /// <summary>Null without a checked response.</summary>
    public double? FormatOkRatio => FormatChecked == 0 ? null : (double)FormatOk / FormatChecked;

    /// <param name="filtered">Whether a filter stopped the response: it counts there, and not as a refusal of the model's own.</param>
    public void Add(in ContentTraits content, bool filtered)
    {
        if (!filtered)
        {
            Screened += content.Refused is null ? 0 : 1;
            Refused += content.Refused is true ? 1 : 0;
        }
        FormatChecked += content.FormatOk is null ? 0 : 1;
        FormatOk += content.FormatOk is true ? 1 : 0;
    }

    public void Merge(ContentAggregate other)
    {
        Screened += other.Screened;
        Refused += other.Refused;
        FormatChecked += other.FormatChecked;
        FormatOk += other.FormatOk;
    }

    public void Write(StateWriter writer)
    {
        writer.Count(Screened);
        writer.Count(Refused);
        writer.Count(FormatChecked);
        writer.Count(FormatOk);
    }

    public static ContentAggregate Read(ref StateReader reader) => new()
    {
        Screened = reader.Count(),
        Refused = reader.Count(),
        FormatChecked = reader.Count(),
        FormatOk = reader.Count(),
    };
}
