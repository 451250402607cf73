using Plimsoll.Quality.Judging;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Core.Tests.Quality.Judging;

public class ConversationTextTests
{
    [Theory]
    [InlineData("""[{"role":"user","content":"Hi, I am Ada."},{"role":"assistant","content":"Hello Ada."},{"role":"user","content":"Who am I?"}]""")]
    [InlineData("""[{"role":"user","content":[{"type":"text","text":"Hi, I am Ada."}]},{"role":"assistant","content":"Hello Ada."},{"role":"user","content":["Who am I?"]}]""")]
    [InlineData("""[{"role":"user","parts":[{"type":"text","content":"Hi, I am Ada."}]},{"role":"assistant","parts":[{"type":"text","content":"Hello Ada."}]},{"role":"user","parts":[{"type":"text","content":"Who am I?"}]}]""")]
    [InlineData("user: Hi, I am Ada.\nassistant: Hello Ada.\nuser: Who am I?")]
    public void Turns_are_found_in_the_forms_that_prompts_have(string prompt) =>
        Assert.Equal(["user: Hi, I am Ada.", "assistant: Hello Ada.", "user: Who am I?"], ConversationText.Turns(prompt));

    [Theory]
    [InlineData("")]
    [InlineData("Who am I?")]
    [InlineData("system: Be brief.\nuser: Who am I?")]
    [InlineData("""[{"role":"system","content":"Be brief."},{"role":"user","content":"Who am I?"}]""")]
    [InlineData("Translate this:\nuser: hello\nassistant: hi")]
    [InlineData("[1, 2, 3]")]
    [InlineData("""[{"role":"user","content":"cut o""")]
    [InlineData("""[{"role":7},{"role":"user"},{"content":"a"},null]""")]
    public void What_is_no_conversation_has_no_turns(string prompt) => Assert.Empty(ConversationText.Turns(prompt));

    [Fact]
    public void Judge_is_shown_the_turns_before_where_a_dimension_asks_for_them_and_the_prompt_as_it_is_otherwise()
    {
        var answer = JudgedAnswer.Of("user: Hi, I am Ada.\nassistant: Hello Ada.\nuser: Who am I?", "Ada.", [], null, null);
        var evaluator = new Evaluator(EvaluatorKind.OpenAi, "m");

        var coherent = JudgePrompt.Build(new Rubric("mine", BuiltInRubrics.Packs["coherence"], evaluator), answer, 7);
        Assert.Contains("TURN 1 0000000000000007>>>\nuser: Hi, I am Ada.\n", coherent.User, StringComparison.Ordinal);
        Assert.Contains("BEGIN PROMPT 0000000000000007>>>\nuser: Who am I?\n", coherent.User, StringComparison.Ordinal);

        var standard = JudgePrompt.Build(new Rubric("mine", BuiltInRubrics.Standard, evaluator), answer, 7);
        Assert.DoesNotContain("TURN", standard.User, StringComparison.Ordinal);
        Assert.Contains("BEGIN PROMPT 0000000000000007>>>\nuser: Hi, I am Ada.\nassistant", standard.User, StringComparison.Ordinal);
    }
}
