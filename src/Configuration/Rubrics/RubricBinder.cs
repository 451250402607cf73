using Plimsoll.Configuration.Binding;
using Plimsoll.Configuration.Values;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Configuration.Rubrics;

/// <summary>The keys of a rubric's file, their ranges, and the rules between them.</summary>
internal static class RubricBinder
{
    private static readonly string[] s_kinds = [.. Enum.GetValues<EvaluatorKind>().Select(Evaluator.Name)];
    private static readonly string[] s_packs = [.. BuiltInRubrics.Packs.Keys];

    /// <summary>Null, with errors added, when the file holds no valid rubric.</summary>
    public static Rubric? Bind(Section root, List<ConfigurationError> errors)
    {
        var id = root.Read(RubricReader.RootKey, "", Texts.UpTo(RubricLimits.NameChars));
        var evaluator = Evaluated(root);
        var packs = root.ReadList("packs", [], s_packs.Length, Texts.OneOf(s_packs));
        var own = root.Children("dimensions", RubricLimits.Dimensions);
        RubricDimension[] dimensions = [.. packs.Distinct().SelectMany(p => BuiltInRubrics.Packs[p]), .. own.Select(DimensionBinder.Bind)];
        if (!root.Has("packs") && !root.Has("dimensions"))
            root.Fail("dimensions", "there are none; list some, or switch on some of the built-in packs");
        root.Finish();
        if (errors.Count > 0)
            return null;
        foreach (var error in RubricRules.Errors(id, dimensions, evaluator))
            Report(error, root, own, dimensions.Length - own.Count);
        return errors.Count == 0 ? new Rubric(id, dimensions, evaluator) : null;
    }

    private static Evaluator Evaluated(Section root)
    {
        if (!root.Has("evaluator"))
            return Evaluator.Heuristic;
        var section = root.Child("evaluator");
        var name = section.Read("kind", "", Texts.OneOf(s_kinds));
        if (!section.Has("kind"))
            section.Fail("kind", $"is missing; it may be {string.Join(", ", s_kinds)}");
        var model = section.Read("model", "", Texts.UpTo(RubricLimits.ModelChars));
        var kind = (EvaluatorKind)Math.Max(0, Array.IndexOf(s_kinds, name));
        if (name.Length > 0 && kind != EvaluatorKind.Heuristic && !section.Has("model"))
            section.Fail("model", $"is missing; evaluator '{name}' needs the pinned id of its model");
        if (name.Length > 0 && kind == EvaluatorKind.Heuristic && section.Has("model"))
            section.Fail("model", "the heuristic has no model; leave the key out");
        section.Finish();
        return kind == EvaluatorKind.Heuristic ? Evaluator.Heuristic : new Evaluator(kind, model);
    }

    /// <summary>Against the dimension's own section where the file has one, else against the packs that brought it.</summary>
    private static void Report(RubricError error, Section root, IReadOnlyList<Section> own, int fromPacks)
    {
        if (error.Dimension is not { } at)
            root.Fail(error.Key, error.Message);
        else if (at >= fromPacks)
            own[at - fromPacks].Fail(error.Key, error.Message);
        else
            root.Fail("packs", error.Message);
    }
}
