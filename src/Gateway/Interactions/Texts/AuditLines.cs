using System.Text.Json.Nodes;

namespace Plimsoll.Gateway.Interactions.Texts;

/// <summary>Takes what tells of a request out of a file of the audit log; who read, when and how much stays.</summary>
internal static class AuditLines
{
    /// <param name="unwanted">Asked with a line's components, request id and trace id.</param>
    /// <returns>Lines that were changed.</returns>
    public static int Erase(string path, Func<IReadOnlyList<string>, string?, string?, bool> unwanted)
    {
        var changed = 0;
        var lines = File.ReadAllLines(path);
        for (var i = 0; i < lines.Length; i++)
        {
            if (Unnamed(lines[i], unwanted) is not { } line)
                continue;
            lines[i] = line;
            changed++;
        }
        if (changed > 0)
            Replace(path, lines);
        return changed;
    }

    /// <summary>Null for a line that stays.</summary>
    private static string? Unnamed(string line, Func<IReadOnlyList<string>, string?, string?, bool> unwanted)
    {
        if (line.Length == 0 || JsonNode.Parse(line) is not JsonObject read || read["components"] is not JsonArray components)
            return null;
        if (!unwanted([.. components.Select(c => c!.GetValue<string>())], (string?)read["request_id"], (string?)read["trace_id"]))
            return null;
        read["request_id"] = null;
        read["trace_id"] = null;
        return read.ToJsonString();
    }

    private static void Replace(string path, string[] lines)
    {
        var draft = path + ".new";
        using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write))
        using (var writer = new StreamWriter(file) { NewLine = "\n" })
        {
            foreach (var line in lines)
                writer.WriteLine(line);
            writer.Flush();
            file.Flush(flushToDisk: true);
        }
        File.Move(draft, path, overwrite: true);
    }
}
