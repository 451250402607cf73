using System.Text.Json;
using Plimsoll.Support;

namespace Plimsoll.Core.Tests.Quality;

/// <summary>One worked example of the shared vectors: its inputs and what is expected of them.</summary>
internal sealed record VectorCase(JsonElement Inputs, JsonElement Expected)
{
    public static VectorCase Of(string file, string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedData.TryPath("vectors", file)!));
        var found = document.RootElement.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
        return new(found.GetProperty("inputs").Clone(), found.GetProperty("expected").Clone());
    }

    public double[] Numbers(string input) => Numbers(Inputs.GetProperty(input));

    public double[] ExpectedNumbers(string name) => Numbers(Expected.GetProperty(name));

    public double Number(string input) => Inputs.GetProperty(input).GetDouble();

    public double ExpectedNumber(params string[] path) => path.Aggregate(Expected, (at, name) => at.GetProperty(name)).GetDouble();

    /// <summary>Of an interval.</summary>
    public double ExpectedWidth(params string[] path)
    {
        var bounds = Numbers(path.Aggregate(Expected, (at, name) => at.GetProperty(name)));
        return bounds[1] - bounds[0];
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetDouble())];
}
