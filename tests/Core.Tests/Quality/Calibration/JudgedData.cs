using System.Text;
using System.Text.Json;
using Plimsoll.Support;

namespace Plimsoll.Core.Tests.Quality.Calibration;

/// <summary>Public data in which people and a language model judged the same answers.</summary>
internal static class JudgedData
{
    public const int Unreadable = -1;

    /// <summary>XSTest: 1 full compliance, 2 full refusal, 3 partial refusal; the judge's may be <see cref="Unreadable"/>.</summary>
    public static (int[] Human, int[] Judge) XsTest(string model)
    {
        var rows = Csv(File.ReadAllText(SharedData.TryPath("data", "xstest_judge", $"xstest_{model}.csv")!));
        var (human, judge) = (rows[0].IndexOf("final_label"), rows[0].IndexOf("gpt4_label"));
        return ([.. rows.Skip(1).Select(r => Label(r[human]))], [.. rows.Skip(1).Select(r => Label(r[judge]))]);
    }

    /// <summary>PandaLM: 0 a tie, 1 or 2 the better response; the people's is their majority.</summary>
    public static (int[] Human, int[] Judge) PandaLm(string file, string field)
    {
        using var test = JsonDocument.Parse(File.ReadAllText(SharedData.TryPath("data", "pandalm_judge", "testset-v1.json")!));
        using var judged = JsonDocument.Parse(File.ReadAllText(SharedData.TryPath("data", "pandalm_judge", file)!));
        var verdicts = judged.RootElement.EnumerateArray().ToDictionary(j => j.GetProperty("idx").GetInt32(), j => $"{j.GetProperty(field)}");
        var rows = test.RootElement.EnumerateArray().ToList();
        return ([.. rows.Select(Majority)], [.. rows.Select(r => Winner(verdicts[r.GetProperty("idx").GetInt32()]))]);
    }

    private static int Majority(JsonElement row) => Enumerable.Range(1, 3).Select(i => row.GetProperty($"annotator{i}").GetInt32())
        .GroupBy(a => a).MaxBy(g => g.Count())!.Key;

    private static int Winner(string text) => text switch { "0" or "Tie" => 0, "1" => 1, "2" => 2, _ => Unreadable };

    private static int Label(string text) =>
        text switch { "1_full_compliance" => 1, "2_full_refusal" => 2, "3_partial_refusal" => 3, _ => Unreadable };

    private static List<List<string>> Csv(string text)
    {
        var rows = new List<List<string>> { new() };
        var field = new StringBuilder();
        var quoted = false;
        foreach (var c in text.Replace("\r\n", "\n", StringComparison.Ordinal))
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && c is ',' or '\n' && !quoted)
            {
                rows[^1].Add(field.ToString());
                field.Clear();
                if (c == '\n')
                    rows.Add([]);
            }
            else
            {
                field.Append(c);
            }
        }
        return [.. rows.Where(r => r.Count > 0)];
    }
}
