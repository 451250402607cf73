using System.Text;
using Plimsoll.Telemetry.Content;

namespace Plimsoll.Core.Tests.Telemetry.Content;

public class JsonFormTests
{
    [Theory]
    [InlineData("{}", true)]
    [InlineData(" [1, {\"a\": null}]\n", true)]
    [InlineData("{\"a\": \"}\"}", true)]
    [InlineData("", false)]
    [InlineData("42", false)]
    [InlineData("```json\n{}\n```", false)]
    [InlineData("Here it is: {}", false)]
    [InlineData("{\"a\": 1", false)]
    [InlineData("{\"a\": 1,}", false)]
    [InlineData("{} {}", false)]
    [InlineData("{]", false)]
    [InlineData("{a}", false)]
    public void One_object_or_array_and_nothing_else_is_json(string response, bool expected) => Assert.Equal(expected, Is(response));

    [Fact]
    public void Deeper_nesting_than_the_bound_is_malformed()
    {
        Assert.True(Is(Nested(JsonForm.MaxDepth)));
        Assert.False(Is(Nested(JsonForm.MaxDepth + 1)));
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static bool Is(string response) => JsonForm.IsObjectOrArray(Encoding.UTF8.GetBytes(response));
}
