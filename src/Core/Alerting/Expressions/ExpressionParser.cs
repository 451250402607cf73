using Plimsoll.Alerting.Signals;

namespace Plimsoll.Alerting.Expressions;

/// <summary>
/// Reads rule expressions: <c>or</c> of <c>and</c> of comparisons, findings, <c>not</c>, <c>N of (…)</c> and
/// <c>any request: …</c>, and at the end <c>for</c> a duration.
/// </summary>
public sealed class ExpressionParser
{
    public const int MaxChars = 2_000;
    public const int MaxDepth = 16;
    public const int MaxParts = 32;

    private readonly TokenReader _tokens;
    private int _depth;

    private ExpressionParser(string text) => _tokens = new(text);

    public static ParsedExpression Parse(string text)
    {
        if (text.Length > MaxChars)
            return new(null, null, new(1, 1, $"has {text.Length} characters; at most {MaxChars} are read"));
        try
        {
            return new ExpressionParser(text).Whole();
        }
        catch (UnreadableException unreadable)
        {
            return new(null, null, unreadable.Error);
        }
    }

    private ParsedExpression Whole()
    {
        var condition = Either();
        TimeSpan? hold = null;
        if (_tokens.TakeWord("for"))
            hold = TimeSpan.FromMilliseconds(_tokens.TakeDuration("after 'for'"));
        if (_tokens.Current is { Kind: not TokenKind.End } more)
            throw _tokens.Unreadable(more, $"{more.Shown} stands where {(hold is null ? "'and', 'or', 'for' or the end may stand" : "the end has to stand: 'for' and its time come last")}");
        return new(condition, hold, null);
    }

    private Condition Either()
    {
        var parts = new List<Condition> { Both() };
        while (_tokens.TakeWord("or"))
            Add(parts, Both());
        return parts.Count == 1 ? parts[0] : new AnyOf(parts);
    }

    private Condition Both()
    {
        var parts = new List<Condition> { One() };
        while (_tokens.TakeWord("and"))
            Add(parts, One());
        return parts.Count == 1 ? parts[0] : new AllOf(parts);
    }

    private Condition One()
    {
        var first = _tokens.Current;
        if (++_depth > MaxDepth)
            throw _tokens.Unreadable(first, $"is nested deeper than {MaxDepth} levels");
        var condition = first.Kind switch
        {
            TokenKind.Open => Parenthesised(),
            TokenKind.Number => SomeOf(),
            TokenKind.Word when _tokens.TakeWord("not") => new Not(One()),
            TokenKind.Word when first.Text == "any" => AnyOne(),
            TokenKind.Word when _tokens.IsCall => FindingReader.Read(_tokens),
            TokenKind.Word => Compared(),
            _ => throw _tokens.Unreadable(first, $"{first.Shown} stands where a condition has to stand, such as latency.total.p95 > 5s"),
        };
        _depth--;
        return condition;
    }

    private Condition Parenthesised()
    {
        _tokens.Take(TokenKind.Open, "'('");
        var inner = Either();
        _tokens.Take(TokenKind.Close, "')'");
        return inner;
    }

    private AtLeast SomeOf()
    {
        var number = _tokens.Take(TokenKind.Number, "a number");
        if (!_tokens.TakeWord("of"))
            throw _tokens.Unreadable(_tokens.Current, $"{_tokens.Current.Shown} stands where 'of' has to stand, as in 2 of (…, …)");
        _tokens.Take(TokenKind.Open, "'('");
        var parts = new List<Condition> { Either() };
        while (_tokens.TakeComma())
            Add(parts, Either());
        _tokens.Take(TokenKind.Close, "',' or ')'");
        if (!int.TryParse(number.Text, out var count) || count < 1 || count > parts.Count)
            throw _tokens.Unreadable(number, $"{number.Shown} is no whole number from 1 to the {parts.Count} conditions that follow");
        return new(count, parts);
    }

    private AnyRequest AnyOne()
    {
        _tokens.TakeWord("any");
        if (!_tokens.TakeWord("request"))
            throw _tokens.Unreadable(_tokens.Current, $"{_tokens.Current.Shown} stands where 'request' has to stand, as in any request: safety < 0.9");
        _tokens.Take(TokenKind.Colon, "':'");
        var score = _tokens.Take(TokenKind.Word, "the name of a score");
        return new(score.Text, _tokens.TakeComparator(), _tokens.TakeThreshold(SignalUnit.Ratio, score.Text));
    }

    private SignalComparison Compared()
    {
        var name = _tokens.Take(TokenKind.Word, "a signal");
        var signal = Signal.Find(name.Text) ?? throw _tokens.Unreadable(name, $"{name.Shown} is no signal; {SignalCatalog.Hint(name.Text)}");
        var minutes = _tokens.TakeWord("over") ? Minutes() : SignalComparison.DefaultMinutes;
        return new(signal, _tokens.TakeComparator(), _tokens.TakeThreshold(signal.Unit, signal.Name), minutes);
    }

    private int Minutes()
    {
        var at = _tokens.Current;
        var minutes = _tokens.TakeDuration("after 'over'") / 60_000;
        return minutes is >= 1 and <= SignalComparison.MostMinutes && minutes == Math.Floor(minutes)
            ? (int)minutes
            : throw _tokens.Unreadable(at, $"{at.Shown} is no window; it may be 1m to {SignalComparison.MostMinutes}m in whole minutes");
    }

    private void Add(List<Condition> parts, Condition part)
    {
        if (parts.Count == MaxParts)
            throw _tokens.Unreadable(_tokens.Current, $"more than {MaxParts} conditions stand beside each other");
        parts.Add(part);
    }
}
