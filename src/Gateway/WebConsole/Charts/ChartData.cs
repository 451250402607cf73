using System.Globalization;
using System.Text;

namespace Plimsoll.Gateway.WebConsole.Charts;

/// <summary>A chart's values as the compact JSON that the hover and keyboard script reads.</summary>
public static class ChartData
{
    /// <summary>Four significant digits, in the unit of the values.</summary>
    public static string Values(IReadOnlyList<double?> values)
    {
        var json = new StringBuilder("[");
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0)
                json.Append(',');
            if (values[i] is { } value)
                json.Append(value.ToString("G4", CultureInfo.InvariantCulture));
            else
                json.Append("null");
        }
        return json.Append(']').ToString();
    }
}
