namespace Plimsoll.Quality;

/// <summary>What is wrong with a line of a file whose lines are JSON objects.</summary>
/// <param name="Line">From 1; 0 for the file as a whole.</param>
/// <param name="Column">From 1, as near as it is known; 0 for the file as a whole.</param>
public sealed record LineError(int Line, int Column, string Message)
{
    /// <summary>Against a field of the line where the message begins with its name and a colon.</summary>
    public static LineError Of(int number, string line, string message)
    {
        var field = message.IndexOf(": ", StringComparison.Ordinal) is > 0 and var end ? line.IndexOf($"\"{message[..end]}\"", StringComparison.Ordinal) : -1;
        return new(number, Math.Max(field, line.Length - line.TrimStart().Length) + 1, message);
    }

    /// <summary>As <c>FILE:LINE:COLUMN: message</c>.</summary>
    public string In(string file) => Line == 0 ? $"{file}: {Message}" : FormattableString.Invariant($"{file}:{Line}:{Column}: {Message}");
}
