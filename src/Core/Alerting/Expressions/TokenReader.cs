namespace Plimsoll.Alerting.Expressions;

/// <summary>Reads an expression token by token; what stands where it may not is an <see cref="UnreadableException"/>.</summary>
internal sealed class TokenReader(string text)
{
    private readonly List<Token> _tokens = Lexer.Read(text);
    private int _next;

    public Token Current => _tokens[_next];

    /// <summary>Whether an opening parenthesis follows the present token.</summary>
    public bool IsCall => _next + 1 < _tokens.Count && _tokens[_next + 1].Kind == TokenKind.Open;

    public bool TakeWord(string word)
    {
        if (!Current.IsWord(word))
            return false;
        _next++;
        return true;
    }

    public bool TakeComma()
    {
        if (Current.Kind != TokenKind.Comma)
            return false;
        _next++;
        return true;
    }

    /// <param name="expected">What has to stand there, for the error's text.</param>
    public Token Take(TokenKind kind, string expected)
    {
        var token = Current;
        if (token.Kind != kind)
            throw Unreadable(token, $"{token.Shown} stands where {expected} has to stand");
        _next++;
        return token;
    }

    public Comparator TakeComparator() => Comparators.Parse(Take(TokenKind.Comparison, "<, <=, > or >=").Text);

    /// <summary>Milliseconds.</summary>
    /// <param name="where">For the error's text.</param>
    public double TakeDuration(string where)
    {
        var token = Current;
        if (token.Kind != TokenKind.Number || Quantity.Duration(token.Text) is not { } ms)
            throw Unreadable(token, $"{token.Shown} is no duration; {where} write one such as 30s or 5m");
        _next++;
        return ms;
    }

    /// <summary>A number in the unit of what it is compared with.</summary>
    /// <param name="name">Of what is compared, for the error's text.</param>
    public double TakeThreshold(Signals.SignalUnit unit, string name)
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

    public UnreadableException Unreadable(Token at, string message)
    {
        var before = text.AsSpan(0, at.At);
        var line = before.Count('\n') + 1;
        return new(new(line, at.At - (before.LastIndexOf('\n') + 1) + 1, message));
    }
}

/// <summary>Carries a <see cref="SyntaxError"/> from where it is found to <see cref="ExpressionParser.Parse"/>.</summary>
internal sealed class UnreadableException(SyntaxError error) : Exception(error.Message)
{
    public SyntaxError Error => error;
}
