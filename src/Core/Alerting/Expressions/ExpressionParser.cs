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

    private static readonly string[] s_findings = ["burn_rate", "anomaly", "shift", "drift", .. ComponentIs.Names];

    private readonly string _text;
    private readonly List<Token> _tokens;
    private int _next;
    private int _depth;

    private ExpressionParser(string text) => (_text, _tokens) = (text, Lexer.Read(text));

    private Token Current => _tokens[_next];

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
        if (TakeWord("for"))
            hold = TimeSpan.FromMilliseconds(Duration("after 'for'"));
        if (Current.Kind != TokenKind.End)
            throw Unreadable(Current, $"{Current.Shown} stands where 'and', 'or', 'for' or the end may stand");
        return new(condition, hold, null);
    }

    private Condition Either()
    {
        var parts = new List<Condition> { Both() };
        while (TakeWord("or"))
            Add(parts, Both());
        return parts.Count == 1 ? parts[0] : new AnyOf(parts);
    }

    private Condition Both()
    {
        var parts = new List<Condition> { One() };
        while (TakeWord("and"))
            Add(parts, One());
        return parts.Count == 1 ? parts[0] : new AllOf(parts);
    }

    private Condition One()
    {
        if (++_depth > MaxDepth)
            throw Unreadable(Current, $"is nested deeper than {MaxDepth} levels");
        var condition = Current.Kind switch
        {
            TokenKind.Open => Parenthesised(),
            TokenKind.Number => SomeOf(),
            TokenKind.Word when TakeWord("not") => new Not(One()),
            TokenKind.Word when Current.Text == "any" => AnyOne(),
            TokenKind.Word when _tokens[_next + 1].Kind == TokenKind.Open => Found(),
            TokenKind.Word => Compared(),
            _ => throw Unreadable(Current, $"{Current.Shown} stands where a condition has to stand, such as latency.total.p95 > 5s"),
        };
        _depth--;
        return condition;
    }

    private Condition Parenthesised()
    {
        Take(TokenKind.Open, "'('");
        var inner = Either();
        Take(TokenKind.Close, "')'");
        return inner;
    }

    private AtLeast SomeOf()
    {
        var number = Take(TokenKind.Number, "a number");
        if (!TakeWord("of"))
            throw Unreadable(Current, $"{Current.Shown} stands where 'of' has to stand, as in 2 of (…, …)");
        Take(TokenKind.Open, "'('");
        var parts = new List<Condition> { Either() };
        while (Current.Kind == TokenKind.Comma)
        {
            _next++;
            Add(parts, Either());
        }
        Take(TokenKind.Close, "',' or ')'");
        if (!int.TryParse(number.Text, out var count) || count < 1 || count > parts.Count)
            throw Unreadable(number, $"{number.Shown} is no whole number from 1 to the {parts.Count} conditions that follow");
        return new(count, parts);
    }

    private AnyRequest AnyOne()
    {
        _next++;
        if (!TakeWord("request"))
            throw Unreadable(Current, $"{Current.Shown} stands where 'request' has to stand, as in any request: safety < 0.9");
        Take(TokenKind.Colon, "':'");
        var score = Take(TokenKind.Word, "the name of a score");
        var comparator = Comparators.Parse(Take(TokenKind.Comparison, "<, <=, > or >=").Text);
        return new(score.Text, comparator, Threshold(SignalUnit.Ratio, score.Text));
    }

    private Finding Found()
    {
        var name = Take(TokenKind.Word, "a name");
        Take(TokenKind.Open, "'('");
        Finding finding = name.Text switch
        {
            "burn_rate" => Burn(),
            "anomaly" => new AnomalyOf(Take(TokenKind.Word, "a series such as latency.ttft").Text),
            "shift" => new ShiftOf(Take(TokenKind.Word, "a series such as latency.ttft").Text),
            "drift" => new DriftOf(Take(TokenKind.Word, "a signal such as score").Text),
            _ => ComponentIs.Find(name.Text) ?? throw Unreadable(name, $"{name.Shown} is no finding; there are {string.Join(", ", s_findings)}"),
        };
        Take(TokenKind.Close, "')'");
        return finding;
    }

    private BurnRate Burn()
    {
        var objective = Take(TokenKind.Word, "an objective such as ttft, tpot or errors");
        if (Current.Kind != TokenKind.Comma)
            return new(objective.Text, null);
        _next++;
        var speed = Take(TokenKind.Word, "page or ticket");
        return speed.Text switch
        {
            "page" => new(objective.Text, BurnSpeed.Page),
            "ticket" => new(objective.Text, BurnSpeed.Ticket),
            _ => throw Unreadable(speed, $"{speed.Shown} is neither page nor ticket"),
        };
    }

    private SignalComparison Compared()
    {
        var name = Take(TokenKind.Word, "a signal");
        var signal = Signal.Find(name.Text) ?? throw Unreadable(name, $"{name.Shown} is no signal; {SignalCatalog.Hint(name.Text)}");
        var minutes = TakeWord("over") ? Minutes() : SignalComparison.DefaultMinutes;
        var comparator = Comparators.Parse(Take(TokenKind.Comparison, "<, <=, > or >=").Text);
        return new(signal, comparator, Threshold(signal.Unit, signal.Name), minutes);
    }

    private int Minutes()
    {
        var at = Current;
        var minutes = Duration("after 'over'") / 60_000;
        return minutes is >= 1 and <= SignalComparison.MostMinutes && minutes == Math.Floor(minutes)
            ? (int)minutes
            : throw Unreadable(at, $"{at.Shown} is no window; it may be 1m to {SignalComparison.MostMinutes}m in whole minutes");
    }

    private double Threshold(SignalUnit unit, string name)
    {
        var token = Current;
        if (token.Kind != TokenKind.Number || Quantity.Threshold(token.Text, unit, out var expected) is not { } value)
        {
            Quantity.Threshold("", unit, out expected);
            throw Unreadable(token, $"{token.Shown} stands where {name} is compared with {expected}");
        }
        _next++;
        return value;
    }

    private double Duration(string where)
    {
        var token = Current;
        if (token.Kind != TokenKind.Number || Quantity.Duration(token.Text) is not { } ms)
            throw Unreadable(token, $"{token.Shown} is no duration; {where} write one such as 30s or 5m");
        _next++;
        return ms;
    }

    private void Add(List<Condition> parts, Condition part)
    {
        if (parts.Count == MaxParts)
            throw Unreadable(Current, $"more than {MaxParts} conditions stand beside each other");
        parts.Add(part);
    }

    private bool TakeWord(string word)
    {
        if (!Current.IsWord(word))
            return false;
        _next++;
        return true;
    }

    private Token Take(TokenKind kind, string expected)
    {
        var token = Current;
        if (token.Kind != kind)
            throw Unreadable(token, $"{token.Shown} stands where {expected} has to stand");
        _next++;
        return token;
    }

    private UnreadableException Unreadable(Token at, string message)
    {
        var before = _text.AsSpan(0, at.At);
        var line = before.Count('\n') + 1;
        return new(new(line, at.At - (before.LastIndexOf('\n') + 1) + 1, message));
    }

    private sealed class UnreadableException(SyntaxError error) : Exception(error.Message)
    {
        public SyntaxError Error => error;
    }
}
