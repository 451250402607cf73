namespace Plimsoll.Quality.Rubrics;

/// <summary>What holds of every rubric; each breach names the field and the value.</summary>
public static class RubricRules
{
    public static IReadOnlyList<RubricError> Errors(string id, IReadOnlyList<RubricDimension> dimensions, Evaluator evaluator)
    {
        var errors = new List<RubricError>();
        if (!RubricLimits.IsId(id))
            errors.Add(new(null, "rubric", $"'{id}' is no id: a lower-case letter, then up to {RubricLimits.NameChars - 1} of a-z, 0-9, '_', '-' and '.'"));
        if (evaluator.Model.Length is 0 or > RubricLimits.ModelChars)
            errors.Add(new(null, "evaluator.model", $"has {evaluator.Model.Length} characters; it may have 1 to {RubricLimits.ModelChars}"));
        if (dimensions.Count is 0 or > RubricLimits.Dimensions)
            errors.Add(new(null, "dimensions", $"there are {dimensions.Count}; there may be 1 to {RubricLimits.Dimensions}"));
        for (var i = 0; i < dimensions.Count; i++)
        {
            errors.AddRange(Dimension(i, dimensions[i]));
            if (dimensions.Take(i).Any(d => d.Name == dimensions[i].Name))
                errors.Add(new(i, "name", $"'{dimensions[i].Name}' stands twice"));
        }
        return errors;
    }

    private static IEnumerable<RubricError> Dimension(int at, RubricDimension dimension)
    {
        if (!RubricLimits.IsName(dimension.Name))
            yield return new(at, "name", $"'{dimension.Name}' is no name: a lower-case letter, then up to {RubricLimits.NameChars - 1} of a-z, 0-9 and '_'");
        if (dimension.Name == RubricLimits.Composite)
            yield return new(at, "name", $"'{RubricLimits.Composite}' is the name of all dimensions together");
        if (dimension.Instruction.Length is 0 or > RubricLimits.TextChars)
            yield return new(at, "instruction", $"has {dimension.Instruction.Length} characters; it may have 1 to {RubricLimits.TextChars}");
        if (!(dimension.Weight > 0 && dimension.Weight <= RubricLimits.Weight))
            yield return new(at, "weight", FormattableString.Invariant($"{dimension.Weight} is not above 0 and up to {RubricLimits.Weight}"));
        foreach (var error in Anchors(at, dimension.Anchors))
            yield return error;
    }

    private static IEnumerable<RubricError> Anchors(int at, IReadOnlyList<RubricAnchor> anchors)
    {
        if (anchors.Count is < 2 or > RubricLimits.Anchors)
            yield return new(at, "anchors", $"there are {anchors.Count}; there may be 2 to {RubricLimits.Anchors}");
        else if (anchors[0].Score != 0 || anchors[^1].Score != 1)
            yield return new(at, "anchors", FormattableString.Invariant($"go from {anchors[0].Score} to {anchors[^1].Score}; they must go from 0 to 1"));
        for (var i = 1; i < anchors.Count; i++)
        {
            if (!(anchors[i].Score > anchors[i - 1].Score))
                yield return new(at, "anchors", FormattableString.Invariant($"{anchors[i].Score} does not rise above {anchors[i - 1].Score}"));
        }
        foreach (var anchor in anchors.Where(a => a.Meaning.Length is 0 or > RubricLimits.TextChars))
            yield return new(at, "anchors", FormattableString.Invariant($"the meaning of {anchor.Score} has {anchor.Meaning.Length} characters; it may have 1 to {RubricLimits.TextChars}"));
    }
}

/// <param name="Dimension">Place of the dimension that is wrong; null for the rubric itself.</param>
/// <param name="Key">As in the file, for example <c>weight</c>.</param>
/// <param name="Message">Names the value and what it may be.</param>
public sealed record RubricError(int? Dimension, string Key, string Message)
{
    /// <summary>For example <c>dimensions[0].weight</c>.</summary>
    public string Field => Dimension is { } at ? $"dimensions[{at}].{Key}" : Key;
}
