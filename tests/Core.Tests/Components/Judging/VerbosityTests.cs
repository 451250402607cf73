using Plimsoll.Aggregation.Encoding;
using Plimsoll.Components;
using Plimsoll.Components.Judging;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Core.Tests.Components.Judging;

public class VerbosityTests
{
    private const int Answers = 120;

    [Fact]
    public void Judge_that_prefers_long_answers_beyond_what_people_do_is_found()
    {
        var trust = Book((i, _) => i / (double)Answers, (_, noise) => noise);

        Assert.True(trust.FindVerbosity("safety", "v1")!.IsBiased);
        Assert.Null(trust.FindVerbosity("safety", "v2"));
    }

    [Fact]
    public void Judge_that_prefers_long_answers_as_people_do_is_not_biased() =>
        Assert.False(Book((i, noise) => (i + 20 * noise) / (Answers + 20), (i, _) => i / (double)Answers).FindVerbosity("safety", "v1")!.IsBiased);

    [Fact]
    public void Annotations_of_a_build_that_kept_no_lengths_are_read()
    {
        var answer = new AnnotatedAnswer("r1", "rubric", "v1", "ada", 0.5, [1, null], [0.5, 0.5]) { ResponseChars = 70 };
        var writer = new StateWriter();
        writer.Byte(1);
        writer.Count(1);
        answer.Write(writer);
        var reader = new StateReader("test", writer.ToArray().AsSpan()[..^2]);
        var book = new AnnotationBook();
        book.Restore(ref reader, 1);
        reader.End();

        var read = Assert.Single(book.Answers);
        Assert.Equal(("r1", (int?)null, 2), (read.RequestId, read.ResponseChars, read.Judge.Count));
    }

    private static JudgeTrustBook Book(Func<int, double, double> judge, Func<int, double, double> human)
    {
        var rubric = BuiltInRubrics.Default;
        var data = new ComponentData("chat", ComponentSettings.Default with { Judging = new JudgingSettings { Rubric = rubric } });
        var random = new Random(7);
        for (var i = 0; i < Answers; i++)
        {
            var noise = random.NextDouble();
            data.Judging.Annotations.Add(new($"r{i}", rubric.Version, "v1", "ada", 1, [human(i, noise), null, null], [judge(i, noise), 0.5, 0.5]) { ResponseChars = 10 * i });
        }
        return JudgeTrustBook.Of(data);
    }
}
