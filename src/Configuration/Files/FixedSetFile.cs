using Plimsoll.Quality;
using Plimsoll.Quality.Fixed;

namespace Plimsoll.Configuration.Files;

/// <summary>The fixed set that the configuration names.</summary>
internal static class FixedSetFile
{
    private const long MaxBytes = 4 << 20;

    public static PlimsollOptions Apply(PlimsollOptions options, List<string> errors)
    {
        if (options.Quality.FixedSetFile is not { } file || NamedFiles.Read("quality.fixed_set_file", file, MaxBytes, errors) is not { } text)
            return options;
        List<LineError> wrong = [];
        var set = FixedSetReader.Read(text, wrong);
        errors.AddRange(wrong.Select(w => w.In(file)));
        return set is null ? options : options with { Quality = options.Quality with { FixedSet = set } };
    }
}
