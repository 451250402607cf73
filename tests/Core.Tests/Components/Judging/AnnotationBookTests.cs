using Plimsoll.Components.Judging;

namespace Plimsoll.Core.Tests.Components.Judging;

public class AnnotationBookTests
{
    [Fact]
    public void What_a_person_says_dimension_by_dimension_adds_up_and_what_is_said_again_counts_last()
    {
        var book = new AnnotationBook();
        book.Add(Said("ada", [1, null, null]));
        book.Add(Said("ada", [null, 0.5, null]));
        book.Add(Said("ada", [0, null, null]));
        book.Add(Said("bob", [1, 1, 1]));

        Assert.Equal([("ada", [0, 0.5, null]), ("bob", [1, 1, 1])], book.Answers.Select(a => (a.Annotator, a.Human.ToArray())), new SameScores());
    }

    private static AnnotatedAnswer Said(string who, double?[] human) => new("r1", "rubric", "v1", who, 0.5, human, [0.5, 0.5, 0.5]);

    private sealed class SameScores : IEqualityComparer<(string Who, double?[] Scores)>
    {
        public bool Equals((string Who, double?[] Scores) x, (string Who, double?[] Scores) y) => x.Who == y.Who && x.Scores.SequenceEqual(y.Scores);

        public int GetHashCode((string Who, double?[] Scores) obj) => obj.Who.GetHashCode(StringComparison.Ordinal);
    }
}
