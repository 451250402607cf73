using Plimsoll.Configuration.Binding;
using Plimsoll.Configuration.Tree;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Configuration.Rubrics;

/// <summary>Reads a rubric from YAML, collecting every error.</summary>
public static class RubricReader
{
    /// <summary>The key that tells a rubric's file from other YAML, and names the rubric.</summary>
    public const string RootKey = "rubric";

    /// <summary>Whether the text has the key that only a rubric has.</summary>
    public static bool IsRubric(string yaml) => YamlTree.Read(yaml, []).Entries.Any(e => e.Key == RootKey);

    public static RubricResult Read(string yaml)
    {
        var errors = new List<ConfigurationError>();
        var root = new Section("", YamlTree.Read(yaml, errors), new BindingLog(errors, []));
        var rubric = errors.Count == 0 ? RubricBinder.Bind(root, errors) : null;
        return new RubricResult(rubric, [.. errors.OrderBy(e => e.Line).ThenBy(e => e.Column)]);
    }
}

/// <param name="Rubric">Null exactly when there are errors.</param>
/// <param name="Errors">In the order of the file.</param>
public sealed record RubricResult(Rubric? Rubric, IReadOnlyList<ConfigurationError> Errors);
