using Plimsoll.Configuration.Binding;
using Plimsoll.Configuration.Values;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Configuration.Rubrics;

/// <summary>One dimension of a rubric's file.</summary>
internal static class DimensionBinder
{
    private static readonly string[] s_needs = [.. Enum.GetNames<RubricNeed>().Select(n => n.ToLowerInvariant())];

    public static RubricDimension Bind(Section section)
    {
        var bound = new RubricDimension(
            Required(section, "name", RubricLimits.NameChars),
            Required(section, "instruction", RubricLimits.TextChars),
            [.. section.Children("anchors", RubricLimits.Anchors).Select(Anchor)],
            section.Read("weight", 1d, Numbers.PositiveUpTo(RubricLimits.Weight)),
            (RubricNeed)Array.IndexOf(s_needs, section.Read("needs", s_needs[0], Texts.OneOf(s_needs))));
        section.Finish();
        return bound;
    }

    private static RubricAnchor Anchor(Section section)
    {
        if (!section.Has("score"))
            section.Fail("score", "is missing; an anchor says what one score from 0 to 1 means");
        var bound = new RubricAnchor(section.Read("score", 0d, Numbers.Ratio), Required(section, "meaning", RubricLimits.TextChars));
        section.Finish();
        return bound;
    }

    private static string Required(Section section, string key, int most)
    {
        if (!section.Has(key))
            section.Fail(key, "is missing");
        return section.Read(key, "", Texts.UpTo(most));
    }
}
